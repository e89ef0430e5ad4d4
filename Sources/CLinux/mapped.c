// A page of a mapped file that the file system cannot give: mmap(2), sigaction(2), proc_pid_maps(5).
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

// What the handler of a signal may look at, because it is handed nothing.
static char program[32];
static volatile int status;

enum { MOST_PATH = 4096 };

// Where one line of the table of mappings is being read. Only what signal-safety(7) allows is called.
struct line {
    uintptr_t start, end;
    int field;
    size_t size;
    char path[MOST_PATH];
};

static void begin(struct line *line) {
    line->start = line->end = 0;
    line->field = 0;
    line->size = 0;
}

static uintptr_t with_digit(uintptr_t number, char digit) {
    return number * 16 + (uintptr_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

// A line is `start-end rights offset device inode path`; the path may hold spaces, and follows more than one.
static void take(struct line *line, char byte) {
    if (line->field == 0 && byte == '-') line->field = 1;
    else if (line->field < 6 && byte == ' ') line->field++;
    else if (line->field == 0) line->start = with_digit(line->start, byte);
    else if (line->field == 1) line->end = with_digit(line->end, byte);
    else if (line->field == 6 && line->size < MOST_PATH && (line->size > 0 || byte != ' '))
        line->path[line->size++] = (unsigned char)byte < ' ' || byte == 0x7f ? '?' : byte;
}

// The file that is mapped at an address; a size of 0 where it is none.
static void find(uintptr_t address, struct line *line) {
    begin(line);
    int table = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (table == -1) return;
    char bytes[1024];
    ssize_t count;
    while ((count = RETRY(read(table, bytes, sizeof bytes))) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            if (bytes[i] != '\n') {
                take(line, bytes[i]);
                continue;
            }
            if (line->start <= address && address < line->end) goto found;
            begin(line);
        }
    }
    begin(line);
found:
    close(table);
    if (line->size > 0 && line->path[0] != '/') line->size = 0;
}

static void say(const char *bytes, size_t size) {
    if (write(STDERR_FILENO, bytes, size) == -1) return;
}

#define SAY(text) say(text, sizeof text - 1)

static void end_at_page(int number, siginfo_t *info, void *context) {
    (void)context;
    struct line line;
    line.size = 0;
    if (info->si_code == BUS_ADRERR) find((uintptr_t)info->si_addr, &line);
    if (line.size == 0) {
        // Some other fault: the instruction is tried again, and the process ends as ever.
        cl_note_crash(number);
        signal(number, SIG_DFL);
        return;
    }
    say(program, strlen(program));
    SAY(": there is no page of ");
    say(line.path, line.size);
    SAY(": the disk has no room for it, or somebody cut the file short; see to the disk, then start again\n");
    _exit(status);
}

int cl_end_at_missing_page(CL_PATH(name), int exit_status) {
    if (!terminated(name, name_size) || name_size > sizeof program) return -EINVAL;
    memcpy(program, name, name_size);
    status = exit_status;
    struct sigaction action = {.sa_sigaction = end_at_page, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    return sigaction(SIGBUS, &action, NULL) == -1 ? -errno : 0;
}
