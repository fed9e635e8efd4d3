import CKernels

/// Work that consists of parts, which threads compute side by side.
package protocol PartedWork: AnyObject {
    /// Computes one part. Called from any thread, at most once for each part. Parts only read the data that they share.
    func compute(part: Int)
}

/// Threads that compute the parts of a step and meet when all are done. Belongs to one thread at a time.
///
/// Meeting costs microseconds, since a waiting thread looks for work for 30 microseconds before it sleeps. It also
/// takes parts that others have not begun. The threads start with the first work and end with the team.
package final class Team {
    /// Number of threads, the caller's included.
    package let threads: Int
    /// nil if there was no memory: the caller then computes alone.
    private let handle: OpaquePointer?

    /// - Parameter threads: at least 1; at most 64 are used.
    package init(threads: Int) {
        self.threads = max(1, min(threads, Int(ONECYCLE_MAX_PARTS)))
        handle = onecycle_team_make(self.threads)
    }

    deinit { if let handle { onecycle_team_end(handle) } }

    /// Largest number of parts that a piece of work may have.
    package static var maxParts: Int { Int(ONECYCLE_MAX_PARTS) }

    /// Computes all parts, and returns when they are done. Allocates nothing.
    /// - Parameter parts: at most `maxParts`.
    package func compute(_ parts: Int, of work: any PartedWork) {
        precondition(parts <= Self.maxParts, "a team's work has few parts")
        guard let handle else {
            for part in 0..<parts { work.compute(part: part) }
            return
        }
        var work = work
        withUnsafeMutablePointer(to: &work) { work in
            onecycle_team_run(
                handle, parts,
                { part, work in work?.assumingMemoryBound(to: (any PartedWork).self).pointee.compute(part: part) },
                work)
        }
    }

    /// Lets loops over parameters (`CKernels`) that `body` calls run on all threads.
    package func sharingLoops<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        onecycle_team_lend(handle)
        defer { onecycle_team_lend(nil) }
        return try body()
    }
}
