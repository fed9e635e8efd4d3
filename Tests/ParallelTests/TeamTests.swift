import CKernels
import Foundation
import Parallel
import Synchronization
import Testing

@Suite("Teams")
struct TeamTests {
    /// Counts how often each part was computed, and by which threads.
    private final class Counted: PartedWork {
        let counts = Mutex([Int](repeating: 0, count: 64))
        let threads = Mutex<Set<UInt>>([])
        /// Seconds of a part; set by the caller, between two works.
        var pause = 0.0

        func compute(part: Int) {
            counts.withLock { $0[part] += 1 }
            _ = threads.withLock { $0.insert(UInt(pthread_self())) }
            if pause > 0 { Thread.sleep(forTimeInterval: pause) }
        }
    }

    @Test("each part of each work is computed once", arguments: [1, 2, 3, 8], [0, 1, 2, 3, 4, 7, 64])
    func once(threads: Int, parts: Int) {
        let team = Team(threads: threads)
        let work = Counted()
        for _ in 1...200 { team.compute(parts, of: work) }
        #expect(work.counts.withLock { $0 } == (0..<64).map { $0 < parts ? 200 : 0 })
        #expect(work.threads.withLock { $0.count } <= threads)
    }

    @Test("works of different numbers of parts, one after the other", arguments: [2, 3, 5])
    func different(threads: Int) {
        let team = Team(threads: threads)
        let work = Counted()
        var expected = [Int](repeating: 0, count: 64)
        for round in 1...3_000 {
            let parts = round * 7 % 13
            team.compute(parts, of: work)
            for part in 0..<parts { expected[part] += 1 }
        }
        #expect(work.counts.withLock { $0 } == expected)
    }

    @Test("threads that went to sleep wake up for the next work")
    func sleep() {
        let team = Team(threads: 2)
        let work = Counted()
        for _ in 1...20 {
            team.compute(2, of: work)
            Thread.sleep(forTimeInterval: 0.002)
        }
        // The caller goes to sleep while another thread computes, and so does a thread without work.
        work.pause = 0.002
        for parts in [2, 1, 3, 2, 4] { team.compute(parts, of: work) }
        #expect(work.counts.withLock { Array($0.prefix(5)) } == [25, 24, 2, 1, 0])
        #expect(work.threads.withLock { $0.count } == 2)
    }

    @Test("a part sees what the caller wrote, and the caller sees what it wrote")
    func visible() {
        let team = Team(threads: 4)
        let work = Written()
        for round in 0..<2_000 {
            work.input = round
            team.compute(8, of: work)
            let all = work.outputs.allSatisfy { $0 == round }
            #expect(all)
            if !all { return }
        }
    }

    private final class Written: PartedWork {
        var input = 0
        let outputs = UnsafeMutableBufferPointer<Int>.allocate(capacity: 8)
        init() { outputs.initialize(repeating: -1) }
        deinit { outputs.deallocate() }
        func compute(part: Int) { outputs[part] = input }
    }

    @Test("many teams at once, more threads than cores")
    func manyTeams() {
        let total = Atomic(0)
        Workers.run(6) {
            let team = Team(threads: 4)
            let work = Counted()
            for _ in 1...300 { team.compute(4, of: work) }
            total.add(work.counts.withLock { $0.reduce(0, +) }, ordering: .relaxed)
        }
        #expect(total.load(ordering: .relaxed) == 6 * 300 * 4)
    }

    @Test("the steps of a loop are divided among the threads of a team that is lent, and each is made once")
    func loops() {
        for threads in [1, 2, 3, 8] {
            let team = Team(threads: threads)
            for count in [0, 1, 2, 99, 100, 101, 1_000] {
                for least in [1, 3, 100] {
                    let visits = Visits(count)
                    team.sharingLoops { visits.run(least: least) }
                    #expect(visits.steps.withLock { $0.allSatisfy { $0 == 1 } })
                    let ranges = min(threads, (count + least - 1) / least)
                    #expect(visits.calls.withLock { $0 } == (count > least ? ranges : min(1, count)))
                    visits.run(least: least)
                    #expect(visits.calls.withLock { $0 } == (count > least ? ranges : min(1, count)) + min(1, count))
                }
            }
        }
    }

    /// Counts how often each step of a loop was made, and by how many calls.
    private final class Visits: Sendable {
        let steps: Mutex<[Int]>
        let calls = Mutex(0)

        init(_ count: Int) { steps = Mutex(.init(repeating: 0, count: count)) }

        func run(least: Int) {
            let count = steps.withLock { steps in
                for step in steps.indices { steps[step] = 0 }
                return steps.count
            }
            onecycle_in_ranges(
                count, least,
                { first, end, visits in
                    guard let visits else { return }
                    let own = Unmanaged<Visits>.fromOpaque(visits).takeUnretainedValue()
                    own.calls.withLock { $0 += 1 }
                    own.steps.withLock { steps in for step in first..<end { steps[step] += 1 } }
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }
}
