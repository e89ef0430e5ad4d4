// Commands of the shell, and what they read.
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int cl_start_shell(CL_PATH(command), int input, int ends_with_parent) {
    if (!terminated(command, command_size)) return -EINVAL;
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == -1) return -errno;
    if (child > 0) return child;
    // From here on only what is safe after the fork of a process with threads: signal-safety(7).
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // What is ignored stays so over execve(2).
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    // A parent that was killed leaves no command behind that goes on with what the next one is handed again.
    if (ends_with_parent) prctl(PR_SET_PDEATHSIG, SIGTERM);
    if ((ends_with_parent && getppid() != parent) || dup2(input, STDIN_FILENO) == -1) _exit(127);
    execl("/bin/sh", "sh", "-c", (const char *)command, (char *)NULL);
    _exit(127);
}

int cl_pipe(int32_t *reading, int32_t *writing) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == -1) return -errno;
    *reading = ends[0];
    *writing = ends[1];
    return 0;
}

int cl_wait_for_end(int process, int32_t *status) {
    int found = 0;
    int result = RETRY(waitpid(process, &found, 0));
    if (result < 0) return result;
    *status = WIFEXITED(found) ? WEXITSTATUS(found) : -WTERMSIG(found);
    return 0;
}

int cl_memory_file(const uint8_t *__counted_by(size) bytes __noescape, size_t size) {
    int file = memfd_create("wiredesk-batch", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file == -1) return -errno;
    for (size_t done = 0; done < size;) {
        ssize_t count = RETRY(write(file, bytes + done, size - done));
        if (count < 0) {
            close(file);
            return (int)count;
        }
        done += (size_t)count;
    }
    if (lseek(file, 0, SEEK_SET) == -1
        || fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == -1) {
        int failure = errno;
        close(file);
        return -failure;
    }
    return file;
}
