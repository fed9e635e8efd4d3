import CKernels
import Datasets
import DigitDrawing
import OneDNN
import Synchronization
import Testing

@Suite("Loops shared among oneDNN's threads")
struct PartsTests {
    /// Counts how often each step of a loop was made, and by how many calls.
    private final class Visits: Sendable {
        let steps: Mutex<[Int]>
        let calls = Mutex(0)

        init(_ count: Int) { steps = Mutex(.init(repeating: 0, count: count)) }

        func run(least: Int) {
            let count = steps.withLock { $0.count }
            onecycle_in_parts(
                count, least,
                { first, end, visits in
                    guard let visits else { return }
                    let own = Unmanaged<Visits>.fromOpaque(visits).takeUnretainedValue()
                    own.calls.withLock { $0 += 1 }
                    own.steps.withLock { steps in for step in first..<end { steps[step] += 1 } }
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    @Test("every step is made once", arguments: [1, 2, 3, 8], [0, 1, 2, 99, 100, 101, 1_000])
    func once(threads: Int, count: Int) {
        ThreadTeam.set(threads)
        defer { ThreadTeam.set(2) }
        for least in [1, 3, 100] {
            let visits = Visits(count)
            visits.run(least: least)
            #expect(visits.steps.withLock { $0.allSatisfy { $0 == 1 } })
            let calls = visits.calls.withLock { $0 }
            #expect(calls <= threads)
            #expect(calls == min(1, count) || count > least)
        }
    }

    @Test("a loop that is long enough has a part a thread")
    func shared() {
        let isTold = ThreadTeam.set(2)
        let visits = Visits(1_000)
        visits.run(least: 10)
        #expect(visits.calls.withLock { $0 } == (isTold ? 2 : 1))
    }

    @Test("a batch gathered in parts is its images gathered one at a time", arguments: PixelLayout.allCases)
    func gather(layout: PixelLayout) throws {
        // The count stays with the thread, on which other tests run later.
        ThreadTeam.set(3)
        defer { ThreadTeam.set(2) }
        let digits = try DrawnDigits(trainCount: 50, validCount: 1).draw(channels: 3, threads: 1).train
        let gather = BatchGather(digits, layout: layout, scaling: [PixelScaling(mean: 0.13, deviation: 0.3)])
        let indices = (0..<64).map { Int32(($0 * 7) % 50) }
        let size = gather.valuesPerImage
        func values(_ indices: [Int32]) -> [Float] {
            [Float](unsafeUninitializedCapacity: indices.count * size) { buffer, count in
                indices.withUnsafeBufferPointer { gather.pixels($0, into: buffer) }
                count = indices.count * size
            }
        }
        #expect(values(indices) == indices.flatMap { values([$0]) })
    }
}
