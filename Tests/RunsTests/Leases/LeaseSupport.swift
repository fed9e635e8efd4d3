import Foundation
import Runs
import TestSupport

extension ProcessIdentity {
    /// A process of another machine.
    static let elsewhere = ProcessIdentity(
        host: "node7", boot: "another-boot", namespaces: "pid:[1] time:[2]", pid: 1, start: 1)

    /// A process of this system that has ended: this one's number with an earlier start.
    static var ended: ProcessIdentity {
        var process = current
        process.start = current.start.map { $0 - 1 }
        return process
    }
}

/// A run folder for leases.
struct LeaseFolder {
    let run: RunFolder

    static func with<Result>(_ body: (LeaseFolder) throws -> Result) throws -> Result {
        try TemporaryFolder.with { path in
            let run = RunFolder(path: path + "/tiny")
            try run.make()
            return try body(LeaseFolder(run: run))
        }
    }

    func path(_ unit: WorkUnit = .seed(3)) -> String { run.lease(of: unit) }

    /// Writes a lease as another call would.
    @discardableResult
    func write(_ process: ProcessIdentity, renewals: Int = 0, unit: WorkUnit = .seed(3)) throws -> LeaseRecord {
        let record = LeaseRecord(work: "hash", process: process, renewals: renewals)
        try Data(record.bytes).write(to: URL(fileURLWithPath: path(unit)))
        return record
    }

    var record: LeaseRecord? { get throws { try LeaseFile.look(at: path())?.record } }

    /// Every name in the folder, sorted.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: run.path)) ?? []).sorted() }
}

extension LeaseKeeper {
    /// The lease of seed 3; nil if another call holds it.
    func lease(in folder: LeaseFolder) throws -> Lease? {
        guard case .taken(let lease) = try take(.seed(3), in: folder.run, of: "hash") else { return nil }
        return lease
    }

    func holder(in folder: LeaseFolder) throws -> LeaseHolder? {
        guard case .held(let holder) = try take(.seed(3), in: folder.run, of: "hash") else { return nil }
        return holder
    }
}

/// Waits until something holds; half a minute at most.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline {
        if try condition() { return true }
        usleep(5_000)
    }
    return false
}
