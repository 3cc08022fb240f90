# SPDX-License-Identifier: MIT
# The kernel as one WebAssembly module, without a C library beyond memory functions. Optimized as a whole: the way of
# a call goes through ten files, and an empty call costs an eighth more when they are compiled apart. The option is
# not given to the link, which would then want system libraries of that kind, too. What is not on that way is compiled
# for size.
add_executable(kernel ${kernel_sources} arch/wasm/entry.cpp arch/wasm/hardware.cpp
    arch/wasm/machine.cpp arch/wasm/stack.cpp)
target_compile_options(kernel PRIVATE -Os -finline-functions -flto -fno-exceptions -fno-rtti -fno-threadsafe-statics
    -include ${CMAKE_CURRENT_LIST_DIR}/linkage.hpp -mmutable-globals -mbulk-memory -msign-ext)
set_source_files_properties( # the way of a call
    arch/wasm/machine.cpp arch/wasm/stack.cpp handle/table.cpp ipc/answerbox.cpp ipc/call.cpp ipc/forward.cpp
    ipc/phone.cpp ipc/system_method.cpp ipc/transfer.cpp memory/heap.cpp syscall/ipc.cpp task/scheduler.cpp
    task/table.cpp time/timeout.cpp PROPERTIES COMPILE_OPTIONS -O2)
set_target_properties(kernel PROPERTIES SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/system/boot)
target_link_options(kernel PRIVATE
    -O2 --no-entry -sSTANDALONE_WASM -sERROR_ON_UNDEFINED_SYMBOLS=0 -sALLOW_MEMORY_GROWTH
    -sINITIAL_MEMORY=4MB -sMAXIMUM_MEMORY=256MB -sTOTAL_STACK=128KB -sMALLOC=none
    -Wl,--stack-first -Wl,--export=__stack_pointer -Wl,--export-table -Wl,--growable-table)
