/*
 * Holds back each packet of NFQUEUE 0 for delay - jitter to delay + jitter milliseconds, so that
 * packets may overtake each other. Packets beyond the table are lost, as in a full router.
 *   delay MS JITTER SEED
 */
#define _GNU_SOURCE /* ppoll */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <sys/socket.h>
#include <libnetfilter_queue/libnetfilter_queue.h>

#define HELD_MAX 8192
#define MILLI_NANOS 1000000ULL

struct held {
    uint32_t packet;
    uint64_t due_nanos;
};

static struct held held[HELD_MAX];
static int held_count;
static uint64_t delay_nanos, jitter_nanos, seed;

static uint64_t now_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000ULL + (uint64_t)now.tv_nsec;
}

/* SplitMix64, Steele et al. 2014. */
static uint64_t draw(void) {
    uint64_t z = seed += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static int hold(struct nfq_q_handle *queue, struct nfgenmsg *message, struct nfq_data *data,
                void *unused) {
    (void)message;
    (void)unused;
    struct nfqnl_msg_packet_hdr *header = nfq_get_msg_packet_hdr(data);
    if (header == NULL) {
        return 0;
    }
    uint32_t packet = ntohl(header->packet_id);
    if (held_count == HELD_MAX) {
        return nfq_set_verdict(queue, packet, NF_DROP, 0, NULL);
    }
    uint64_t jitter = draw() % (2 * jitter_nanos + 1);
    held[held_count].packet = packet;
    held[held_count++].due_nanos = now_nanos() + delay_nanos - jitter_nanos + jitter;
    return 0;
}

/* Lets go of what is due, the earliest first; nanoseconds until the next, or a second. */
static uint64_t release(struct nfq_q_handle *queue) {
    for (;;) {
        int first = -1;
        for (int i = 0; i < held_count; i++) {
            if (first < 0 || held[i].due_nanos < held[first].due_nanos) {
                first = i;
            }
        }
        if (first < 0) {
            return 1000 * MILLI_NANOS;
        }
        uint64_t now = now_nanos();
        if (held[first].due_nanos > now) {
            return held[first].due_nanos - now;
        }
        nfq_set_verdict(queue, held[first].packet, NF_ACCEPT, 0, NULL);
        held[first] = held[--held_count];
    }
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: delay MS JITTER SEED\n");
        return 2;
    }
    delay_nanos = strtoull(argv[1], NULL, 10) * MILLI_NANOS;
    jitter_nanos = strtoull(argv[2], NULL, 10) * MILLI_NANOS;
    if (jitter_nanos > delay_nanos) {
        jitter_nanos = delay_nanos;
    }
    seed = strtoull(argv[3], NULL, 10);
    struct nfq_handle *handle = nfq_open();
    struct nfq_q_handle *queue = handle == NULL ? NULL : nfq_create_queue(handle, 0, &hold, NULL);
    if (queue == NULL || nfq_set_mode(queue, NFQNL_COPY_META, 0) < 0 ||
        nfq_set_queue_maxlen(queue, HELD_MAX) < 0) {
        perror("delay: NFQUEUE");
        return 1;
    }
    static char buffer[1 << 16];
    struct pollfd input = {.fd = nfq_fd(handle), .events = POLLIN, .revents = 0};
    for (;;) {
        uint64_t wait = release(queue);
        struct timespec timeout = {.tv_sec = (time_t)(wait / 1000000000ULL),
                                   .tv_nsec = (long)(wait % 1000000000ULL)};
        if (ppoll(&input, 1, &timeout, NULL) > 0) {
            ssize_t length = recv(input.fd, buffer, sizeof buffer, 0);
            if (length > 0) {
                nfq_handle_packet(handle, buffer, (int)length);
            } else if (length < 0 && errno != ENOBUFS && errno != EINTR) {
                perror("delay: recv");
                return 1;
            }
        }
    }
}
