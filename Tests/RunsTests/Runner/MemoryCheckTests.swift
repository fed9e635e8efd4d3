import TestSupport
import Specs
import Runs
import Networks
import OneDNN
import Testing
import Training

@Suite("Runs against the memory there is")
struct MemoryCheckTests {
    /// A run's memory as told of a network whose second convolution takes the most.
    private func run(_ name: String, batchSize: Int = 100, validBatchSize: Int = 10, copies: Int = 1) throws
        -> MemoryCheck.Run
    {
        let spec = try goodSpec(withSchedule("\"model\": {\"channels\": [1, 16, 64, 10], \"strides\": [2, 1, 2]}")).spec
        let network = try spec.makeNetwork()
        let plan = try MemoryPlan(network, batchSize: batchSize, on: Engine())
        return MemoryCheck.Run(
            name: name,
            memory: TrainingMemory(
                parameters: plan.parameters * copies, training: try plan.network(batchSize: batchSize, .training),
                validation: try plan.network(batchSize: validBatchSize, .inference)), network: network)
    }

    private func shortage(_ available: Double, _ runs: [MemoryCheck.Run], workers: Int = 1, images: Int = 0)
        -> MemoryShortage?
    {
        do {
            try MemoryCheck(available: available, images: images).check(runs, workers: workers)
            return nil
        } catch {
            return error
        }
    }

    @Test("a run that takes a byte more than there is, is refused; what fits is not")
    func oneRun() throws {
        let run = try run("a")
        let needed = run.memory.need.total
        #expect(shortage(needed, [run]) == nil)
        #expect(shortage(needed - 1, [run]) != nil)
        #expect(shortage(needed + 999, [run], images: 1000) != nil)
        #expect(shortage(needed + 1000, [run], images: 1000) == nil)
        #expect(shortage(0, []) == nil)
        guard case .run("a", let told, 500, let layer?, .batchSize)? = shortage(500, [run], images: 7) else {
            Issue.record("no shortage of a run")
            return
        }
        #expect(told == needed + 7)
        #expect(layer.path == "2" && layer.type == "conv")
        #expect(layer.output == .image(ImageShape(channels: 64, height: 14, width: 14)))
        #expect(layer.bytes == run.memory.need.layers["2"])
    }

    @Test("what would help is what takes the most")
    func remedies() throws {
        for (run, remedy) in [
            (try run("a"), MemoryShortage.Remedy.batchSize), (try run("a", validBatchSize: 5000), .validBatchSize),
            (try run("a", batchSize: 2, validBatchSize: 2, copies: 100), .network),
        ] {
            guard case .run(_, _, _, _, remedy)? = shortage(1, [run]) else {
                Issue.record("not \(remedy)")
                continue
            }
        }
    }

    @Test("of runs at once the largest count, and the error says how many fit")
    func atOnce() throws {
        let (small, large) = (try run("small", batchSize: 50), try run("large"))
        let (s, l) = (small.memory.need.total, large.memory.need.total)
        let runs = [small, large, small, large, large]
        #expect(shortage(3 * l, runs, workers: 3) == nil)
        #expect(
            shortage(3 * l - 1, runs, workers: 3)
                == .runsAtOnce(count: 3, needed: 3 * l, available: 3 * l - 1, fitting: 2))
        #expect(
            shortage(3 * l + s, runs, workers: 8)
                == .runsAtOnce(count: 5, needed: 3 * l + 2 * s, available: 3 * l + s, fitting: 4))
        #expect(shortage(l, runs, workers: 1) == nil)
        #expect(
            shortage(l + 5, runs, workers: 2, images: 5)
                == .runsAtOnce(count: 2, needed: 2 * l + 5, available: l + 5, fitting: 1))
        guard case .run("large", _, _, _, _)? = shortage(l - 1, runs, workers: 2) else {
            Issue.record("the large one does not fit by itself")
            return
        }
    }

    @Test("in words")
    func words() {
        let layer = MemoryShortage.Layer(
            path: "3.layers.0", type: "conv", output: .image(ImageShape(channels: 64, height: 28, width: 28)),
            bytes: 12.34e9)
        #expect(
            "\(MemoryShortage.run(name: "a", needed: 35.06e9, available: 999.2e6, layer: layer, remedy: .batchSize))"
                == "a: a run takes 35.1 GB of memory, but 1.0 GB are available; layer 3.layers.0 (conv), 64x28x28 values per "
                + "image, takes 12.3 GB: make data.batch_size smaller")
        #expect(
            "\(MemoryShortage.run(name: "a", needed: 2e9, available: 5e8, layer: nil, remedy: .validBatchSize))"
                == "a: a run takes 2.0 GB of memory, but 500 MB are available; make data.valid_batch_size smaller")
        #expect(
            "\(MemoryShortage.runsAtOnce(count: 8, needed: 8e9, available: 4.5e9, fitting: 4))"
                == "8 runs at a time take 8.0 GB of memory, but 4.5 GB are available; --jobs 4 fits")
    }
}

@Suite("The machine's memory")
struct AvailableMemoryTests {
    private static let meminfo = "MemTotal:       24683592 kB\nMemFree:        1 kB\nMemAvailable:   23502760 kB\n"
    private static let free = 23_502_760.0 * 1024

    @Test(
        "the least of what is free and of what control groups allow",
        arguments: [
            ([:], 7e9),
            (["/proc/meminfo": "nothing"], 7e9),
            (["/proc/meminfo": meminfo], free),
            (["/proc/meminfo": meminfo, "/sys/fs/cgroup/memory.max": "max\n"], free),
            (["/proc/meminfo": meminfo, "/sys/fs/cgroup/memory.max": "1000000\n"], 1e6),
            (["/sys/fs/cgroup/memory.max": "8000000000\n"], 7e9),
            (["/sys/fs/cgroup/memory.max": "5000000\n", "/sys/fs/cgroup/memory.current": "3000000\n"], 2e6),
            (
                [
                    "/sys/fs/cgroup/memory.max": "5000000\n", "/sys/fs/cgroup/memory.current": "3000000\n",
                    "/sys/fs/cgroup/memory.stat": "anon 1\ninactive_file 1000000\n",
                ], 3e6
            ),
            (
                ["/proc/meminfo": meminfo, "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"],
                free
            ),
            (["/proc/meminfo": meminfo, "/sys/fs/cgroup/memory/memory.limit_in_bytes": "2000000\n"], 2e6),
            (["/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/memory.max": "3000000\n"], 3e6),
            (
                [
                    "/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/memory.max": "max\n",
                    "/sys/fs/cgroup/a/memory.max": "4000000\n",
                ], 4e6
            ),
            (
                [
                    "/proc/self/cgroup": "5:cpu,memory:/x:y\n3:cpuset:/z\n0::/\n",
                    "/sys/fs/cgroup/memory/x:y/memory.limit_in_bytes": "5000000\n",
                    "/sys/fs/cgroup/z/memory.max": "1\n",
                ], 5e6
            ),
        ] as [([String: String], Double)])
    func available(files: [String: String], expected: Double) {
        #expect(AvailableMemory.bytes(physical: 7e9) { files[$0] } == expected)
    }

    @Test("a limit on the address space leaves what the process does not use yet")
    func addressSpace() {
        let files = ["/proc/self/status": "Name:\tonecycle\nVmPeak:\t  999999 kB\nVmSize:\t  100000 kB\n"]
        func bytes(_ limit: Double) -> Double {
            AvailableMemory.bytes(physical: 7e9, addressSpace: limit) { files[$0] }
        }
        #expect(bytes(.infinity) == 7e9)
        #expect(bytes(500e6) == 500e6 - 102_400_000 - 96e6)
        #expect(bytes(120e6) == 0)
    }

    @Test("this machine has some")
    func here() { #expect(AvailableMemory.bytes > 1e6) }
}

@Suite("Predictions against the memory there is")
struct PredictionMemoryTests {
    @Test("a pass takes what its largest batch takes, and is refused where there is less")
    func pass() throws {
        let network = try goodSpec(withSchedule()).spec.makeNetwork()
        let small = try Evaluator.memory(of: network, count: 10, batchSize: 256)
        let large = try Evaluator.memory(of: network, count: 10_000, batchSize: 256)
        #expect(large.validation.total > 10 * small.validation.total)
        #expect(large.training.total == 0 && large.parameters == small.parameters)
        let run = MemoryCheck.Run(name: "p", memory: large, network: network)
        #expect(throws: MemoryShortage.self) {
            try MemoryCheck(available: large.need.total - 1, images: 0).check([run], workers: 1)
        }
        try MemoryCheck(available: large.need.total, images: 0).check([run], workers: 1)
    }
}
