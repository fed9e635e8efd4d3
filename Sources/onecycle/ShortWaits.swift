import Foundation

/// Has OpenMP's threads sleep soon where they wait for each other.
///
/// GNU's runtime lets a thread that waits spin for milliseconds, and what else the machine does has to wait for it, the
/// thread waited for included: beside two busy processes on two cores the first experiment took 5.9 s, and with this
/// limit 1.6 s; alone it takes the same. The runtime reads its environment when the program is loaded, before any code of
/// ours, so the program begins again with the limit set.
enum ShortWaits {
    private static let variable = "GOMP_SPINCOUNT"
    private static let turns = "20000"

    /// Begins the program again, unless the user has said how threads wait. Returns where nothing needs to be done, or
    /// where the system refuses.
    static func ensure() {
        #if os(Linux)
            guard getenv(variable) == nil, getenv("OMP_WAIT_POLICY") == nil, setenv(variable, turns, 1) == 0 else {
                return
            }
            // By its own path, so that it keeps its name among the processes.
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
                execv(path, CommandLine.unsafeArgv)
            }
            execv("/proc/self/exe", CommandLine.unsafeArgv)
        #endif
    }
}
