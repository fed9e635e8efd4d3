import Foundation

/// Limits how long OpenMP's threads spin while they wait for each other.
///
/// By default, waiting threads of GNU's runtime spin for milliseconds. They keep other processes, and the thread that
/// they wait for, off the cores. Beside two busy processes on two cores the first experiment takes 5.9 s without this
/// limit and 1.6 s with it. Alone it takes the same time. The runtime reads its environment before any code of ours runs.
/// So the program executes itself again with the limit set.
enum OpenMPSpinLimit {
    private static let variable = "GOMP_SPINCOUNT"
    private static let spins = "20000"

    /// Executes the program again with the limit, unless the user's environment sets how threads wait. Returns if nothing
    /// has to be done, or if the system refuses.
    static func ensure() {
        #if os(Linux)
            guard getenv(variable) == nil, getenv("OMP_WAIT_POLICY") == nil, setenv(variable, spins, 1) == 0 else {
                return
            }
            // By its own path, so that it keeps its name in the list of processes.
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
                execv(path, CommandLine.unsafeArgv)
            }
            execv("/proc/self/exe", CommandLine.unsafeArgv)
        #endif
    }
}
