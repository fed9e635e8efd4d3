import Files
import Foundation
import Runs
import Testing

@Suite("Leases of seeds and range tests")
struct LeaseTests {
    @Test("one call holds a unit; another one gets it after the release, and no file stays")
    func takeAndRelease() throws {
        try LeaseFolder.with { folder in
            let (first, second) = (LeaseKeeper(), LeaseKeeper())
            let lease = try #require(try first.lease(in: folder))
            let holder = try #require(try second.holder(in: folder))
            #expect(holder.isHere && holder.pid == getpid() && holder.host == ProcessIdentity.current.host)
            #expect(try second.take(.seed(4), in: folder.run, of: "hash").lease != nil)
            #expect(try second.take(.rangeTest, in: folder.run, of: "hash").lease != nil)
            #expect(folder.names == [".lr_finder.lease", ".seed-3.lease", ".seed-4.lease"])
            lease.release()
            #expect(!lease.isHeld)
            let other = try #require(try second.lease(in: folder))
            #expect(try first.lease(in: folder) == nil)
            lease.release()
            #expect(try folder.record != nil, "a release twice leaves the other call's lease")
            other.release()
        }
    }

    @Test("a call that ends releases what it holds")
    func endOfCall() throws {
        try LeaseFolder.with { folder in
            var keeper: LeaseKeeper? = LeaseKeeper()
            let lease = try keeper?.lease(in: folder)
            #expect(lease?.isHeld == true)
            #expect(folder.names == [".seed-3.lease"])
            keeper = nil
            #expect(folder.names == [])
        }
    }

    @Test("the lease of a process that has ended is taken at once")
    func endedProcess() throws {
        try LeaseFolder.with { folder in
            try folder.write(.ended)
            #expect(try LeaseKeeper().lease(in: folder) != nil)
            #expect(folder.names == [], "the keeper is gone, and so is its lease; nothing is left of the dead one")
        }
    }

    @Test("a process that was killed and not yet waited for has ended")
    func zombie() throws {
        var pid: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("600"), nil]
        defer { arguments.forEach { free($0) } }
        try #require(posix_spawnp(&pid, "sleep", nil, nil, &arguments, nil) == 0)
        let stat = String(decoding: try InputFile.bytes(of: "/proc/\(pid)/stat", limit: 4096), as: UTF8.self)
        var process = ProcessIdentity.current
        process.pid = pid
        process.start = UInt64(stat.split(separator: " ")[21])
        #expect(process.state == .running)
        kill(pid, SIGSTOP)
        #expect(process.state == .running, "a stopped process can go on")
        kill(pid, SIGKILL)
        #expect(eventually { process.state == .ended })
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        #expect(process.state == .ended)
        process.start = nil
        process.pid = getpid()
        #expect(process.state == .unknown, "without a start a number says nothing")
    }

    @Test("a lease of another machine is taken after silence, not while it is renewed")
    func otherMachine() throws {
        try LeaseFolder.with { folder in
            var times = LeaseKeeper.Times()
            times.patience = .milliseconds(300)
            let keeper = LeaseKeeper(times: times)
            var renewals = 0
            for _ in 0..<40 {
                renewals += 1
                try folder.write(.elsewhere, renewals: renewals)
                #expect(try keeper.holder(in: folder)?.isHere == false)
                usleep(20_000)
            }
            #expect(try keeper.holder(in: folder)?.host == "node7")
            var lease: Lease?
            #expect(
                try eventually {
                    lease = try keeper.lease(in: folder)
                    return lease != nil
                })
            #expect(try folder.record?.process == .current)
            #expect(folder.names == [".seed-3.lease"])
        }
    }

    @Test("the holder renews its lease in place")
    func renewal() throws {
        try LeaseFolder.with { folder in
            var times = LeaseKeeper.Times()
            times.renewal = .milliseconds(20)
            let keeper = LeaseKeeper(times: times)
            let lease = try #require(try keeper.lease(in: folder))
            let size = try LeaseFile.look(at: folder.path())?.bytes.count
            let nonce = try folder.record?.nonce
            #expect(try eventually { try folder.record?.renewals ?? 0 >= 11 })
            #expect(try LeaseFile.look(at: folder.path())?.bytes.count == size)
            #expect(try folder.record?.nonce == nonce)
            #expect(lease.isHeld)
        }
    }

    @Test("a holder notices that another call has its lease, or that the file is gone", arguments: [true, false])
    func lost(isTaken: Bool) throws {
        try LeaseFolder.with { folder in
            var times = LeaseKeeper.Times()
            (times.renewal, times.doubt) = (.milliseconds(20), .milliseconds(20))
            let keeper = LeaseKeeper(times: times)
            let lease = try #require(try keeper.lease(in: folder))
            unlink(folder.path())
            let other = isTaken ? try folder.write(.elsewhere) : nil
            #expect(eventually { !lease.isHeld })
            lease.release()
            #expect(try folder.record == other, "the other call's lease stays")
        }
    }

    @Test("a lease that is away for a moment is kept")
    func doubt() throws {
        try LeaseFolder.with { folder in
            var times = LeaseKeeper.Times()
            (times.renewal, times.doubt) = (.milliseconds(20), .seconds(2))
            let keeper = LeaseKeeper(times: times)
            let lease = try #require(try keeper.lease(in: folder))
            try #require(rename(folder.path(), folder.path() + ".away") == 0)
            usleep(300_000)
            try #require(rename(folder.path() + ".away", folder.path()) == 0)
            let before = try folder.record?.renewals ?? 0
            #expect(try eventually { try folder.record?.renewals ?? 0 > before })
            #expect(lease.isHeld)
        }
    }

    @Test("a file that is no lease counts as held, and is taken after silence", arguments: ["", "{}", "notes"])
    func unreadable(content: String) throws {
        try LeaseFolder.with { folder in
            try Data(content.utf8).write(to: URL(fileURLWithPath: folder.path()))
            #expect(try LeaseKeeper().holder(in: folder) == LeaseKeeper().holder(in: folder))
            var times = LeaseKeeper.Times()
            times.patience = .milliseconds(50)
            let keeper = LeaseKeeper(times: times)
            #expect(try keeper.holder(in: folder)?.pid == nil)
            #expect(try eventually { try keeper.lease(in: folder) != nil })
        }
    }

    @Test("what is no file in a lease's place is an error, and so is a folder that cannot be written")
    func notAFile() throws {
        try LeaseFolder.with { folder in
            try FileManager.default.createDirectory(atPath: folder.path(), withIntermediateDirectories: false)
            #expect(throws: StoreError.self) { try LeaseKeeper().lease(in: folder) }
            #expect(throws: StoreError.self) {
                try LeaseKeeper().take(.seed(1), in: RunFolder(path: folder.run.path + "/missing"), of: "hash")
            }
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(.seed(5)), withDestinationPath: "nowhere")
            #expect(throws: StoreError.self) { try LeaseKeeper().take(.seed(5), in: folder.run, of: "hash") }
        }
    }
}

extension LeaseKeeper.Taking {
    var lease: Lease? { if case .taken(let lease) = self { lease } else { nil } }
}
