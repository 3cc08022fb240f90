/* SPDX-License-Identifier: MIT */
/* What musl keeps about a thread, for the only one of a task: its fibrils share it. The runtime calls this
   first; see fibrils/arch/x86_64/thread_record.hpp. */
#include <libc.h>
#include <pthread_impl.h>

/* The linker script puts it where the thread pointer must point: behind the thread-local variables. */
__attribute__((section(".thread_record"))) static struct pthread record;

void* start_thread_record(void) {
    static size_t nothing_from_the_kernel[2];
    libc.auxv = nothing_from_the_kernel;
    libc.page_size = PAGESIZE;
    record.self = record.prev = record.next = &record;
    record.tid = 1;
    record.detach_state = DT_JOINABLE;
    record.locale = &libc.global_locale;
    record.robust_list.head = &record.robust_list.head;
    return &record;
}
