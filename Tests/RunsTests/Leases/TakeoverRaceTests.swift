import Dispatch
import Files
import Foundation
import Runs
import Synchronization
import Testing

@Suite("Many calls at one lease")
struct TakeoverRaceTests {
    /// Calls that take seed 3 at the same time, each with a judge of its own.
    /// - Returns: the leases that were taken.
    private func race(_ count: Int, in folder: LeaseFolder) -> (leases: [Lease], keepers: [LeaseKeeper], errors: Int) {
        let keepers = (0..<count).map { _ in LeaseKeeper() }
        let found = Mutex<(leases: [Lease], errors: Int)>(([], 0))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            do {
                guard let lease = try keepers[index].lease(in: folder) else { return }
                found.withLock { $0.leases.append(lease) }
            } catch {
                found.withLock { $0.errors += 1 }
            }
        }
        let result = found.withLock { $0 }
        return (result.leases, keepers, result.errors)
    }

    @Test("a free one goes to exactly one")
    func free() throws {
        try LeaseFolder.with { folder in
            for _ in 0..<100 {
                let (leases, keepers, errors) = race(12, in: folder)
                #expect(leases.count == 1 && errors == 0)
                #expect(folder.names == [".seed-3.lease"])
                leases.first?.release()
                withExtendedLifetime(keepers) {}
            }
        }
    }

    @Test("a dead one goes to exactly one, and nothing of it stays")
    func dead() throws {
        try LeaseFolder.with { folder in
            for _ in 0..<100 {
                try folder.write(.ended)
                let (leases, keepers, errors) = race(12, in: folder)
                #expect(leases.count == 1 && errors == 0)
                #expect(folder.names == [".seed-3.lease"])
                leases.first?.release()
                withExtendedLifetime(keepers) {}
            }
        }
    }

    @Test("without locks the lease that stays is one of those that were taken, and no other file is left")
    func withoutLocks() throws {
        try LeaseFolder.with { folder in
            for _ in 0..<3 {
                try folder.write(.ended)
                // Calls wait half a second for the lock of the folder, then go on without it.
                let lock = try #require(try FolderLock(folder.run.path))
                let (leases, keepers, errors) = race(8, in: folder)
                #expect(!leases.isEmpty && errors == 0)
                #expect(folder.names == [".seed-3.lease"])
                #expect(try folder.record?.process == .current)
                withExtendedLifetime((lock, keepers)) {}
                unlink(folder.path())
            }
        }
    }

    @Test("a lease that was renewed since it was judged is not set aside")
    func renewedSince() throws {
        try LeaseFolder.with { folder in
            try folder.write(.elsewhere, renewals: 1)
            let look = try #require(try LeaseFile.look(at: folder.path()))
            let renewed = try folder.write(.elsewhere, renewals: 2)
            try LeaseFile.setAside(look, at: folder.path())
            #expect(try folder.record == renewed)
            #expect(folder.names == [".seed-3.lease"])
        }
    }
}
