// SPDX-License-Identifier: MIT
// What follows a call, as generated servers receive it: data, areas, handles, questions.
#pragma once

#include "fibrils/async/transfer.hpp"
#include "fibrils/async/words.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace async {

/// Bytes that came with a call. They live as long as this.
class Received {
  public:
    /// Takes the data write that must come next. Errors: protocol, hung_up, invalid (fewer than `least`),
    /// `too_long` (more than `most`), bad_memory; the data write has been answered then.
    Error receive(size_t least, size_t most, Error too_long);
    /// The same for characters: name_too_long is the error of more than `most`, invalid that of a NUL, too.
    Error receive_text(size_t least, size_t most);
    /// Takes the bytes out of the words of the request. Errors: invalid, `too_long`.
    Error receive_inline(const Arguments& words, int first, size_t size, size_t least, size_t most,
                         Error too_long);
    Error receive_inline_text(const Arguments& words, int first, size_t size, size_t least, size_t most);

    std::string_view text() const { return {data_, size_}; }
    std::span<const uint8_t> bytes() const { return {reinterpret_cast<const uint8_t*>(data_), size_}; }
    template<typename Record>
    std::span<const Record> records() const {
        return {reinterpret_cast<const Record*>(data_), size_ / sizeof(Record)};
    }

  private:
    Error refuse_nul() const;

    static constexpr size_t kShort = 64; // bytes that need no memory of the heap

    char* data_ = short_;
    size_t size_ = 0;
    alignas(8) char short_[kShort];
    std::unique_ptr<char[]> long_;
};

/// A data call of the client that the handler itself serves, when it likes: `streamed` in the description.
/// Empty when its condition did not hold.
class Stream {
  public:
    Stream() = default;
    explicit Stream(Transfer transfer) : transfer_(std::move(transfer)) {}

    size_t size() const { return transfer_.size; } // offered, or wanted
    bool pending() const { return transfer_.call.pending(); }
    void fail(Error error) { transfer_.call.answer(error); }
    /// For code that works with transfers itself.
    Transfer& transfer() { return transfer_; }
    Call& call() { return transfer_.call; }
    /// At the end of the call: what was not served is answered with its error.
    void settle(Error error) {
        if (pending())
            fail(error == Error::ok ? Error::interrupted : error);
    }

  protected:
    /// Takes the call that must come next. Errors: hung_up, protocol (it is another one, and has been
    /// answered).
    Error accept(abi::SystemMethod method);

    Transfer transfer_;
};

/// The client gives bytes.
class InData : public Stream {
  public:
    using Stream::Stream;
    Error accept() { return Stream::accept(abi::SystemMethod::data_write); }
    /// Copies at most `size` bytes here, and answers. Returns how many. Error: of the copy.
    Result<size_t> take(void* destination, size_t size) {
        size = size < transfer_.size ? size : transfer_.size;
        TRY(data_write_finalize(transfer_, destination, size));
        return size;
    }
};

/// The client wants bytes.
class OutData : public Stream {
  public:
    using Stream::Stream;
    Error accept() { return Stream::accept(abi::SystemMethod::data_read); }
    /// Copies at most `size` bytes to the client, and answers. Returns how many.
    Result<size_t> give(const void* source, size_t size) {
        size = size < transfer_.size ? size : transfer_.size;
        TRY(data_read_finalize(transfer_, source, size));
        return size;
    }
};

/// At the end of the call: an area that was not taken is answered with its error.
inline void settle(Share& share, Error error) {
    if (share.call.pending())
        share.call.answer(error == Error::ok ? Error::interrupted : error);
}

/// A question in the middle of a call.
class Question {
  public:
    Question() = default; // not asked
    explicit Question(Call call) : call_(std::move(call)) {}
    static Result<Question> receive();
    bool pending() const { return call_.pending(); }
    void answer(Error error) { call_.answer(error); }
    void settle(Error error) {
        if (call_.pending())
            call_.answer(error);
    }

  private:
    Call call_;
};

/// Handles that came with a call; closed at the end unless they were released.
class ReceivedHandles {
  public:
    ReceivedHandles() = default;
    ReceivedHandles(const ReceivedHandles&) = delete;
    ReceivedHandles& operator=(const ReceivedHandles&) = delete;
    ~ReceivedHandles();
    /// Takes `count` handles that must come next.
    Error receive(size_t count);
    std::vector<Handle> release() { return std::exchange(handles_, {}); }
    /// The only one, or no handle.
    Handle release_one();

  private:
    std::vector<Handle> handles_;
};

/// Answers with what the handler returned. Returns the error.
template<typename T>
Error answer(Call& call, const Result<T>& result) {
    if constexpr (std::is_void_v<T>)
        call.answer(result.error());
    else
        call.answer(result.error(), result.ok() ? words_of(result.value()) : Arguments{});
    return result.error();
}
Error refuse(Call& call, Error error);

/// ok when `size` is within the limits.
constexpr Error check_size(size_t size, size_t least, size_t most, Error too_long) {
    return size > most ? too_long : size < least ? Error::invalid : Error::ok;
}

/// ok when there are as many handles as a call says, and no more than its description allows.
constexpr Error check_count(size_t there, uint64_t said, size_t most) {
    return there != said ? Error::invalid : there > most ? Error::limit : Error::ok;
}

} // namespace async
