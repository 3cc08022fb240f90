// SPDX-License-Identifier: MIT
#include "fibrils/sync/read_write_lock.hpp"

#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ReadWriteLock, lets_readers_in_together_and_a_writer_alone) {
    fake::run([] {
        sync::ReadWriteLock lock;
        int readers = 0;
        int most_readers = 0;
        bool written = false;
        for (int count = 0; count < 3; count++) {
            (void)fibril::spawn({.name = "reader"}, [&] {
                sync::ReadLock held(lock);
                EXPECT_FALSE(written);
                most_readers = std::max(most_readers, ++readers);
                fibril::yield();
                readers--;
            });
        }
        (void)fibril::spawn({.name = "writer"}, [&] {
            sync::WriteLock held(lock);
            EXPECT_EQ(readers, 0);
            written = true;
        });
        fibril::sleep(1);
        EXPECT_EQ(most_readers, 3);
        EXPECT_TRUE(written);
    });
}

TEST(ReadWriteLock, makes_a_reader_wait_behind_an_earlier_writer) {
    fake::run([] {
        sync::ReadWriteLock lock;
        std::string order;
        lock.read_lock();
        (void)fibril::spawn({.name = "writer"}, [&] {
            sync::WriteLock held(lock);
            order += 'w';
        });
        (void)fibril::spawn({.name = "reader"}, [&] {
            sync::ReadLock held(lock);
            order += 'r';
        });
        fibril::sleep(1);
        EXPECT_EQ(order, "");
        lock.read_unlock();
        fibril::sleep(1);
        EXPECT_EQ(order, "wr");
    });
}

TEST(ReadWriteLock, admits_only_the_readers_before_the_next_writer) {
    fake::run([] {
        sync::ReadWriteLock lock;
        std::string order;
        auto wait_for = [&](char letter, bool write) {
            (void)fibril::spawn({.name = "waiter"}, [&, letter, write] {
                write ? lock.write_lock() : lock.read_lock();
                order += letter;
                fibril::sleep(10);
                order += static_cast<char>(letter - 'a' + 'A');
                write ? lock.write_unlock() : lock.read_unlock();
            });
        };
        lock.write_lock();
        wait_for('a', false);
        wait_for('b', false);
        wait_for('c', true);
        wait_for('d', false);
        fibril::yield();
        lock.write_unlock();
        fibril::sleep(1000);
        EXPECT_EQ(order, "abABcCdD");
    });
}

TEST(ReadWriteLockDeath, of_a_reader_that_wants_to_write_is_reported) {
    EXPECT_DEATH(fake::run([] {
                     sync::ReadWriteLock lock("upgrade");
                     lock.read_lock();
                     lock.write_lock();
                 }),
                 "deadlock: fibril test waits for readers-writer lock upgrade, owner test");
}

TEST(ReadWriteLockDeath, of_a_reader_that_reads_again_behind_a_writer_is_reported) {
    EXPECT_DEATH(fake::run([] {
                     static sync::ReadWriteLock lock("again");
                     lock.read_lock();
                     (void)fibril::spawn({.name = "writer"}, [] { lock.write_lock(); });
                     fibril::yield();
                     lock.read_lock();
                 }),
                 "deadlock: fibril test waits for readers-writer lock again, owner test");
}

TEST(ReadWriteLockDeath, of_a_wrong_unlock_names_the_lock) {
    EXPECT_DEATH(fake::run([] {
                     sync::ReadWriteLock lock("wrong");
                     lock.read_lock();
                     lock.write_unlock();
                 }),
                 "fibril test write-unlocks readers-writer lock wrong, which it does not hold");
}

} // namespace
