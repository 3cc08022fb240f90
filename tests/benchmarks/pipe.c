/* SPDX-License-Identifier: MIT
 * The yardstick: one byte to another process and back, through two pipes. Prints nanoseconds a round trip,
 * the median of 21 samples. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { kSamples = 21, kRoundTrips = 2000 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compare(const void* left, const void* right) {
    double difference = *(const double*)left - *(const double*)right;
    return (difference > 0) - (difference < 0);
}

static void echo(int from, int to) {
    char byte;
    while (read(from, &byte, 1) == 1)
        if (write(to, &byte, 1) != 1)
            break;
    _exit(0);
}

static void round_trips(int to, int from) {
    char byte = 'x';
    for (int trip = 0; trip < kRoundTrips; ++trip)
        if (write(to, &byte, 1) != 1 || read(from, &byte, 1) != 1)
            exit(1);
}

int main(void) {
    int there[2], back[2];
    double samples[kSamples];
    if (pipe(there) != 0 || pipe(back) != 0) {
        perror("pipe");
        return 1;
    }
    if (fork() == 0) {
        close(there[1]);
        echo(there[0], back[1]);
    }
    round_trips(there[1], back[0]);
    for (int sample = 0; sample < kSamples; ++sample) {
        double start = now();
        round_trips(there[1], back[0]);
        samples[sample] = (now() - start) / kRoundTrips;
    }
    qsort(samples, kSamples, sizeof(double), compare);
    printf("%.1f\n", samples[kSamples / 2]);
    return 0;
}
