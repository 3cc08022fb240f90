// SPDX-License-Identifier: MIT
// The loader: makes tasks of programs and tells their creators how they ended.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/loader/children.hpp"
#include "servers/loader/image_cache.hpp"
#include "servers/loader/launch.hpp"

namespace loader {

class Service {
  public:
    /// Subscribes to the ends of tasks. Errors: of the subscription.
    abi::Result<void> start();

    /// Serves one session until it hangs up.
    void serve(async::Connection& connection, async::Call opening);

  private:
    struct Image {
        abi::Handle handle;
        bool cached; // belongs to the cache; otherwise to be closed after use
    };
    static void on_task_ended(const abi::Message& message, void* service);

    class Session; // one connection
    abi::Result<abi::TaskId> launch(SessionId session, Launch& launch);
    abi::Result<Image> find_image(Launch& launch, int interpreters_left);
    abi::Result<Image> make_image(const FileIdentity& file, const std::vector<char>& contents);
    abi::Result<abi::TaskId> create(SessionId session, Launch& launch, abi::Handle image);

    Children children_;
    ImageCache images_;
    SessionId next_session_ = 1;
};

} // namespace loader
