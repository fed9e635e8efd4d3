import Datasets
import Foundation
import Parallel
import RangeTest
public import Specs
import Synchronization
import Training

/// Runs specs: every range test and every seed, each on a thread with engine and memory of its own.
public final class Runner: Sendable {
    private let specs: [ResolvedSpec]
    private let folders: [RunFolder]
    let options: RunOptions
    let data: DatasetStore
    private let observer: any RunObserver
    private let progress: RunProgress
    private let interruption: Interruption
    private let finish: @Sendable (ResolvedSpec, RunFolder) throws -> Void
    private let queue: Mutex<Queue>
    private let leases: LeaseKeeper
    /// Held until `releaseFolders`, so that the caller reads what it trained.
    private let claims = Mutex<[FolderClaim]>([])
    private let writer = LiveWriter()

    private struct Queue {
        /// Unfinished jobs of each spec.
        var pending: [Int] = []
        var tally = RunTally()
        /// Whether results cannot be written: further runs would be lost.
        var cannotWrite = false
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
            progress: { [progress] in progress.decode($0, of: $1) })
        queue = Mutex(Queue())
        leases = LeaseKeeper()
    }

    /// Runs everything and returns when all has ended. Later failures are events, and counted in the tally.
    /// - Throws: before the first step: `DatasetError` for missing or bad images, `MemoryShortage`, and `StoreError` if the
    ///   output folder cannot be written.
    public func run() throws -> RunTally {
        // No thread of the call is left when the program ends.
        defer {
            writer.close()
            leases.close()
        }
        let wanted = RunPlan(specs, folders: folders, options: options)
        guard try loadImages(wanted) else { return RunTally(isInterrupted: true) }
        try check(wanted)
        // Nothing is written before this line: bad data leaves every folder as it was.
        let access = FolderAccess(
            specs: specs, folders: folders, options: options, leases: leases, observer: observer,
            interruption: interruption)
        let taken = try access.claim()
        claims.withLock { $0 = taken.claims }
        if interruption.isRequested { return RunTally(isInterrupted: true) }
        // Before the claim, a call of other settings may have moved seeds.
        let plan = RunPlan(specs, folders: folders, options: options, withoutRangeTest: taken.withoutRangeTest)
        for job in plan.jobs { progress.plan(steps: try plannedSteps(of: job)) }
        try access.prepare(withoutRangeTest: taken.withoutRangeTest)
        count(plan)
        for index in specs.indices where !plan.jobs.contains(where: { $0.spec == index }) { finishSpec(index) }
        let taker = JobTaker(
            specs: specs, folders: folders, leases: leases, unfinished: AbandonedSeedFolders(folders))
        let jobs = JobQueue(
            plan.work, taker: taker, shouldEnd: { self.isEnding },
            report: { held in for wait in WaitingWork.of(held, self.specs) { self.observer.receive(.waiting(wait)) } })
        Workers.run(plan.workers) { self.work(jobs, taker, plan) }
        return queue.withLock { queue in
            queue.tally.isInterrupted = interruption.isRequested
            return queue.tally
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

    /// Compares the memory of all runs with the available memory. Jobs of one kind and spec need the same amount.
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
                        steps: try plannedSteps(of: job), isRangeTest: isRangeTest, measuring: spec.lrFinder.test.loss,
                        takesPoints: spec.checkpoint != nil),
                    network: setup.definition)
            }
            guard let run = known[key] else { continue }
            let atATime = isRangeTest ? min(plan.seedsAtATime, specs[job.spec].spec.lrFinder.seeds.count) : 1
            runs += Array(repeating: run, count: atATime)
        }
        try MemoryCheck(available: options.memory, images: data.byteCount)
            .check(runs, workers: plan.workers * plan.seedsAtATime)
    }

    private func plannedSteps(of job: RunPlan.Job) throws -> Int {
        let spec = specs[job.spec].spec
        let setup = try specs[job.spec].makeSetup(on: data.load(spec.data).split)
        let stepsPerEpoch = try setup.order(seed: 0).stepsPerEpoch
        return switch job {
        case .finder: spec.lrFinder.test.steps * spec.lrFinder.seeds.count
        case .seed: spec.totalSteps(stepsPerEpoch: stepsPerEpoch)
        }
    }

    // MARK: Work

    private func count(_ plan: RunPlan) {
        for (index, seed) in plan.complete {
            observer.receive(.skipped(name: specs[index].spec.name, seed: seed))
        }
        queue.withLock { queue in
            queue.pending = specs.indices.map { index in plan.jobs.count { $0.spec == index } }
            queue.tally.skipped = plan.complete.count
            queue.tally.diverged = plan.complete.count { hasDiverged(spec: $0.spec, seed: $0.seed) }
        }
    }

    private func hasDiverged(spec: Int, seed: UInt64) -> Bool {
        folders[spec].outcome(seed: seed, of: specs[spec]) == .diverged
    }

    private var isEnding: Bool {
        interruption.isRequested
            || queue.withLock { queue in
                queue.cannotWrite || options.failFast && queue.tally.failed + queue.tally.diverged > 0
            }
    }

    private func work(_ jobs: JobQueue, _ taker: JobTaker, _ plan: RunPlan) {
        while let next = jobs.next() {
            switch next {
            case .done(let item):
                skip(item.job)
                settle(item.job, made: 0)
            case .failed(let item, let error):
                fail(item.job, error)
                settle(item.job, made: 0)
            case .run(let item, let lease):
                var made = 0
                do {
                    made = try run(item.job, lease, steps: (try? plannedSteps(of: item.job)) ?? 0, plan)
                } catch {
                    if lease.isHeld { fail(item.job, error) }
                }
                // A machine that was asleep may find its lease taken over.
                let isLost = !lease.isHeld && !taker.isDone(item)
                lease.release()
                if isLost {
                    progress.plan(steps: made)
                    jobs.putBack(item)
                } else {
                    jobs.end()
                    settle(item.job, made: made)
                }
            }
        }
    }

    /// Counts a job that another call has done.
    private func skip(_ job: RunPlan.Job) {
        if let seed = job.seed {
            let hasDiverged = hasDiverged(spec: job.spec, seed: seed)
            queue.withLock { queue in
                queue.tally.skipped += 1
                if hasDiverged { queue.tally.diverged += 1 }
            }
        }
        observer.receive(.doneElsewhere(name: specs[job.spec].spec.name, seed: job.seed))
    }

    /// Counts the end of a job; the last one of a spec draws its figures.
    private func settle(_ job: RunPlan.Job, made: Int) {
        progress.finishRun(planned: (try? plannedSteps(of: job)) ?? 0, made: made)
        let isLast = queue.withLock { queue in
            queue.pending[job.spec] -= 1
            return queue.pending[job.spec] == 0
        }
        if isLast, !interruption.isRequested { finishSpec(job.spec) }
    }

    /// - Returns: the steps made.
    private func run(_ job: RunPlan.Job, _ lease: Lease, steps: Int, _ plan: RunPlan) throws -> Int {
        let run = SeedRun(
            resolved: specs[job.spec], folder: folders[job.spec], data: data, threads: options.threads,
            cores: plan.cores, seedsAtATime: min(plan.seedsAtATime, specs[job.spec].spec.lrFinder.seeds.count),
            profiles: options.profiles, isForced: options.force, observer: observer, progress: progress,
            interruption: interruption, lease: lease, writer: writer)
        guard case .seed(_, let seed) = job else {
            try folders[job.spec].checkRangeTest(of: specs[job.spec])
            return try run.find()
        }
        try folders[job.spec].checkRoom(forSeed: seed)
        let result = try run.train(seed: seed, steps: steps)
        queue.withLock { queue in
            switch result.status {
            case .completed, .stuck: queue.tally.trained += 1
            case .diverged: queue.tally.diverged += 1
            case nil: break
            }
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
        countFailure(name: specs[job.spec].spec.name, seed: job.seed, error)
        guard StoreError.isOfWholeFolder(error) else { return }
        let isFirst = queue.withLock { queue in
            defer { queue.cannotWrite = true }
            return !queue.cannotWrite
        }
        if isFirst { observer.receive(.cannotWrite(output: options.output)) }
    }

    private func countFailure(name: String, seed: UInt64?, _ error: any Error) {
        queue.withLock { $0.tally.failed += 1 }
        observer.receive(.failed(name: name, seed: seed, message: "\(error)"))
    }
}
