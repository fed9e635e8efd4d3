public import Specs
import Datasets
import Foundation
import Parallel
import Synchronization
import Training

/// Runs specs: every range test and every seed, side by side, each on a thread with engine and memory of its own.
public final class Runner: Sendable {
    /// How a call ended.
    public struct Outcome: Sendable, Equatable {
        public var failed = 0
        /// Runs that diverged, in this call or in the one that trained them.
        public var diverged = 0
        public var trained = 0
        public var skipped = 0
        public var isInterrupted = false

        /// Nothing was done.
        public init() {}

        fileprivate init(isInterrupted: Bool) { self.isInterrupted = isInterrupted }

        /// Adds those of a later call.
        public static func += (outcome: inout Outcome, later: Outcome) {
            outcome.failed += later.failed
            outcome.diverged += later.diverged
            outcome.trained += later.trained
            outcome.skipped += later.skipped
            outcome.isInterrupted = outcome.isInterrupted || later.isInterrupted
        }
    }

    private let specs: [ResolvedSpec]
    private let folders: [RunFolder]
    private let options: RunOptions
    private let data: DatasetStore
    private let observer: any RunObserver
    private let progress: RunProgress
    private let interruption: Interruption
    private let finish: @Sendable (ResolvedSpec, RunFolder) throws -> Void
    private let queue: Mutex<Queue>

    private struct Queue {
        var jobs: [RunPlan.Job] = []
        var next = 0
        /// Jobs of each spec that have not ended.
        var pending: [Int] = []
        var outcome = Outcome()
    }

    /// - Parameters:
    ///   - specs: of different names.
    ///   - finish: called once for each spec when all its seeds have ended, on the thread of the last: draws figures.
    public init(
        _ specs: [ResolvedSpec], options: RunOptions, observer: any RunObserver, progress: RunProgress,
        interruption: Interruption, finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) {
        self.specs = specs
        self.options = options
        self.observer = observer
        self.progress = progress
        self.interruption = interruption
        self.finish = finish
        folders = specs.map { RunFolder(output: options.output, name: $0.spec.name) }
        data = DatasetStore(
            directory: options.dataDirectory, cacheDirectory: options.output + "/.cache", drawer: options.drawer,
            threads: ProcessInfo.processInfo.activeProcessorCount, memory: options.memory,
            isCancelled: { [interruption] in interruption.isRequested },
            progress: { [progress] in progress.readPictures($0, $1) })
        queue = Mutex(Queue())
    }

    /// Runs everything and returns when all has ended.
    /// - Throws: before the first step: `DatasetError` where images cannot be had, `MemoryShortage` where there is less
    ///   memory than the runs take, `StoreError` where the output folder cannot be written. What fails later is an event,
    ///   and counted.
    public func run() throws -> Outcome {
        let plan = RunPlan(specs, folders: folders, options: options)
        do {
            for index in specs.indices where plan.jobs.contains(where: { $0.spec == index }) {
                _ = try data.load(specs[index].spec.data)
            }
        } catch DatasetError.interrupted {
            return Outcome(isInterrupted: true)
        }
        try checkMemory(plan)
        for job in plan.jobs { progress.plan(steps: try plannedSteps(of: job)) }
        for (resolved, folder) in zip(specs, folders) { try folder.checkKeepsWeights(of: resolved) }
        // Only now is anything written: bad data leaves every folder as it was.
        let claims =
            try options.finderOnly
            ? []
            : zip(specs, folders).map { resolved, folder in
                try folder.make()
                return try FolderClaim(on: folder, training: resolved.trainingHash)
            }
        defer { withExtendedLifetime(claims) {} }
        for (resolved, folder) in zip(specs, folders) {
            if let moved = try folder.prepare(resolved, isToTrain: !options.finderOnly) {
                observer.receive(.moved(name: resolved.spec.name, moved))
            }
        }
        for (index, seed) in plan.complete {
            observer.receive(.skipped(name: specs[index].spec.name, seed: seed))
        }
        queue.withLock { queue in
            queue.jobs = plan.jobs
            queue.pending = specs.indices.map { index in plan.jobs.count { $0.spec == index } }
            queue.outcome.skipped = plan.complete.count
            queue.outcome.diverged = plan.complete.count { index, seed in
                folders[index].summary(seed: seed, specHash: specs[index].trainingHash)?.status == .diverged
            }
        }
        for index in specs.indices where !plan.jobs.contains(where: { $0.spec == index }) { finishSpec(index) }

        Workers.run(min(plan.workers, max(1, plan.jobs.count))) { self.work(threads: plan.threads) }
        return queue.withLock { queue in
            queue.outcome.isInterrupted = interruption.isRequested
            return queue.outcome
        }
    }

    /// Makes sure that the runs have the memory they take; those of one spec take the same.
    private func checkMemory(_ plan: RunPlan) throws {
        var known: [String: MemoryCheck.Run] = [:]
        var runs: [MemoryCheck.Run] = []
        for job in plan.jobs {
            let isRangeTest = if case .finder = job { true } else { false }
            let key = "\(job.spec) \(isRangeTest)"
            if known[key] == nil {
                let spec = specs[job.spec].spec
                let setup = try specs[job.spec].makeSetup(on: data.load(spec.data).split)
                known[key] = MemoryCheck.Run(
                    name: spec.name,
                    memory: try setup.memory(
                        steps: try plannedSteps(of: job), isRangeTest: isRangeTest, measuring: spec.lrFinder.loss),
                    network: setup.definition)
            }
            if let run = known[key] { runs.append(run) }
        }
        try MemoryCheck(available: options.memory, images: data.byteCount).check(runs, workers: plan.workers)
    }

    private func plannedSteps(of job: RunPlan.Job) throws -> Int {
        let spec = specs[job.spec].spec
        let setup = try specs[job.spec].makeSetup(on: data.load(spec.data).split)
        let stepsPerEpoch = try setup.order(seed: 0).stepsPerEpoch
        return switch job {
        case .finder: spec.lrFinder.numIt * spec.lrFinder.seeds.count
        case .seed: spec.totalSteps(stepsPerEpoch: stepsPerEpoch)
        }
    }

    private func work(threads: Int) {
        while let job = nextJob() {
            let planned = (try? plannedSteps(of: job)) ?? 0
            let run = SpecRun(
                resolved: specs[job.spec], folder: folders[job.spec], data: data, threads: threads,
                profiles: options.profiles, isForced: options.force, observer: observer, progress: progress,
                interruption: interruption)
            var made = 0
            do {
                switch job {
                case .finder: made = try run.find()
                case .seed(_, let seed):
                    let result = try run.train(seed: seed, steps: planned)
                    made = result.steps
                    queue.withLock { queue in
                        if result.status == .completed { queue.outcome.trained += 1 }
                        if result.status == .diverged { queue.outcome.diverged += 1 }
                    }
                }
            } catch {
                fail(job, error)
            }
            progress.finishRun(planned: planned, made: made)
            let isLast = queue.withLock { queue in
                queue.pending[job.spec] -= 1
                return queue.pending[job.spec] == 0
            }
            if isLast, !interruption.isRequested { finishSpec(job.spec) }
        }
    }

    private func nextJob() -> RunPlan.Job? {
        queue.withLock { queue in
            guard queue.next < queue.jobs.count, !interruption.isRequested,
                !(options.failFast && queue.outcome.failed + queue.outcome.diverged > 0)
            else { return nil }
            defer { queue.next += 1 }
            return queue.jobs[queue.next]
        }
    }

    private func finishSpec(_ index: Int) {
        do {
            try finish(specs[index], folders[index])
        } catch {
            countFailure(name: specs[index].spec.name, seed: nil, error)
        }
    }

    private func fail(_ job: RunPlan.Job, _ error: any Error) {
        switch job {
        case .finder(let spec): countFailure(name: specs[spec].spec.name, seed: nil, error)
        case .seed(let spec, let seed): countFailure(name: specs[spec].spec.name, seed: seed, error)
        }
    }

    private func countFailure(name: String, seed: UInt64?, _ error: any Error) {
        queue.withLock { $0.outcome.failed += 1 }
        observer.receive(.failed(name: name, seed: seed, message: "\(error)"))
    }
}
