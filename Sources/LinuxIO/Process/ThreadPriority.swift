import CLinux

/// How much a thread counts beside the others.
public enum ThreadPriority {
    /// Makes the calling thread give way to every other, at the processor and at the disk: setpriority(2) with nice 19,
    /// and the idle class of ioprio_set(2).
    ///
    /// Where a system-call filter forbids it, as that of the service does, the thread goes on as it is.
    public static func lowerOwn() {
        _ = cl_lower_priority()
    }
}
