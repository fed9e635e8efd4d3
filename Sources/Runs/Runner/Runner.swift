import Datasets
import Foundation
import Parallel
public import Specs
import Synchronization
import Training

/// Runs specs: every range test and every seed, each on a thread with engine and memory of its own.
public final class Runner: Sendable {
    private let specs: [ResolvedSpec]
    private let folders: [RunFolder]
    private let options: RunOptions
    private let data: DatasetStore
    private let observer: any RunObserver
    private let progress: RunProgress
    private let interruption: Interruption
    private let finish: @Sendable (ResolvedSpec, RunFolder) throws -> Void
    private let queue: Mutex<Queue>
    /// Held until `releaseFolders`, so that the caller reads what it trained.
    private let claims = Mutex<[FolderClaim]>([])
    private let writer = LiveWriter()

    private struct Queue {
        var jobs: [RunPlan.Job] = []
        var next = 0
        /// Unfinished jobs of each spec.
        var pending: [Int] = []
        var outcome = Outcome()
    }

    /// - Parameters:
    ///   - specs: of different names.
    ///   - options: where and how they run.
    ///   - observer: receives events.
    ///   - progress: counts steps.
    ///   - interruption: ends the call early.
    ///   - finish: called once per spec when all its jobs have ended, on the thread of the last; draws figures.
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
            directory: options.dataDirectory, cacheDirectory: RunFolder.cacheFolder(in: options.output),
            drawer: options.drawer,
            threads: ProcessInfo.processInfo.activeProcessorCount, memory: options.memory,
            isCancelled: { [interruption] in interruption.isRequested },
            progress: { [progress] in progress.readPictures($0, $1) })
        queue = Mutex(Queue())
    }

    /// Runs everything and returns when all has ended. Later failures are events, and counted in the outcome.
    /// - Throws: before the first step: `DatasetError` for missing or bad images, `MemoryShortage`, and `StoreError` if the
    ///   output folder cannot be written.
    public func run() throws -> Outcome {
        let wanted = RunPlan(specs, folders: folders, options: options)
        guard try loadImages(wanted) else { return Outcome(isInterrupted: true) }
        try check(wanted)
        // Nothing is written before this line: bad data leaves every folder as it was.
        let taken = try claimFolders()
        claims.withLock { $0 = taken }
        // Before the claim, a call of other settings may have moved seeds.
        let plan = RunPlan(specs, folders: folders, options: options)
        for job in plan.jobs { progress.plan(steps: try plannedSteps(of: job)) }
        try prepareFolders()
        enqueue(plan)
        for index in specs.indices where !plan.jobs.contains(where: { $0.spec == index }) { finishSpec(index) }
        defer { writer.close() }
        Workers.run(min(plan.workers, max(1, plan.jobs.count))) { self.work(threads: plan.threads) }
        return queue.withLock { queue in
            queue.outcome.isInterrupted = interruption.isRequested
            return queue.outcome
        }
    }

    /// Lets calls of other settings use the run folders.
    public func releaseFolders() { claims.withLock { $0 = [] } }

    // MARK: Load and check

    /// - Returns: false after an interruption.
    private func loadImages(_ plan: RunPlan) throws -> Bool {
        do {
            for index in specs.indices where plan.jobs.contains(where: { $0.spec == index }) {
                _ = try data.load(specs[index].spec.data)
            }
            return true
        } catch DatasetError.interrupted {
            return false
        }
    }

    private func check(_ plan: RunPlan) throws {
        try checkMemory(plan)
        for (resolved, folder) in zip(specs, folders) { try folder.checkKeepsWeights(of: resolved) }
    }

    /// Compares the memory of all runs with the available memory; jobs of one kind and spec take the same.
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
                        steps: try plannedSteps(of: job), isRangeTest: isRangeTest, measuring: spec.lrFinder.loss,
                        takesPoints: spec.checkpoint != nil),
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

    // MARK: Prepare

    /// Claims every folder for its training. Range tests alone need no claim.
    private func claimFolders() throws -> [FolderClaim] {
        if options.finderOnly { return [] }
        return try zip(specs, folders).map { resolved, folder in
            try folder.make()
            return try FolderClaim(on: folder, training: resolved.trainingHash)
        }
    }

    private func prepareFolders() throws {
        for (resolved, folder) in zip(specs, folders) {
            if let moved = try folder.prepare(resolved, isToTrain: !options.finderOnly) {
                observer.receive(.moved(name: resolved.spec.name, moved))
            }
        }
    }

    private func enqueue(_ plan: RunPlan) {
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
    }

    // MARK: Work

    private func work(threads: Int) {
        while let job = nextJob() {
            let planned = (try? plannedSteps(of: job)) ?? 0
            var made = 0
            do {
                made = try run(job, steps: planned, threads: threads)
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

    /// - Returns: the steps made.
    private func run(_ job: RunPlan.Job, steps: Int, threads: Int) throws -> Int {
        let run = SeedRun(
            resolved: specs[job.spec], folder: folders[job.spec], data: data, threads: threads,
            profiles: options.profiles, isForced: options.force, observer: observer, progress: progress,
            interruption: interruption, writer: writer)
        guard case .seed(_, let seed) = job else { return try run.find() }
        let result = try run.train(seed: seed, steps: steps)
        queue.withLock { queue in
            if result.status == .completed { queue.outcome.trained += 1 }
            if result.status == .diverged { queue.outcome.diverged += 1 }
        }
        return result.steps
    }

    // MARK: Finish

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
