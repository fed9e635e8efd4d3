import Datasets
import Foundation
import Networks
import OneDNN
import Optimizers
import Parallel
import RangeTest
import Schedules
import Specs
import Statistics
import Training

/// One range test or one seed of a spec, on the calling thread.
struct SeedRun {
    let resolved: ResolvedSpec
    let folder: RunFolder
    let data: DatasetStore
    /// Threads of the run; nil: as many as shorten a step, and at most `cores`.
    let threads: Int?
    let cores: Int
    /// Seeds of a range test that are tested at a time.
    let seedsAtATime: Int
    /// Whether each step is timed.
    let profiles: Bool
    /// Whether complete seeds are trained again and replaced.
    let isForced: Bool
    let observer: any RunObserver
    let progress: RunProgress
    let interruption: Interruption
    /// The right to this work. If another call takes it over, the run ends and writes nothing.
    let lease: Lease
    /// Writes what other processes see of the run.
    let writer: LiveWriter

    var spec: ExperimentSpec { resolved.spec }

    /// Trains one seed and writes its folder. Resumes from the checkpoint of an earlier call, if there is one.
    ///
    /// If it is interrupted, a run of more than a second leaves a checkpoint.
    /// - Parameter steps: of the whole training.
    /// - Returns: the status, nil if the run was interrupted or lost its lease; and the steps made, with those of
    ///   earlier calls.
    func train(seed: UInt64, steps: Int) throws -> (status: Outcome?, steps: Int) {
        let loaded = try data.load(spec.data)
        let setup = try setup(on: loaded.split)
        let origin = CheckpointOrigin(
            spec: resolved.trainingHash, seed: seed, images: ImageHashes(of: loaded.split), totalSteps: steps)
        var leftover = try leftover(of: origin, at: folder.unfinishedSeed(seed), setup)
        if let ended = try finish(&leftover, seed: seed) { return (ended, steps) }
        return try resuming(&leftover, seed: seed, total: steps) { leftover in
            try train(setup, loaded, origin, from: &leftover)
        }
    }

    private func train(
        _ setup: TrainingSetup, _ loaded: DatasetStore.Loaded, _ origin: CheckpointOrigin, from leftover: inout Leftover
    ) throws -> (status: Outcome?, steps: Int) {
        let (seed, steps) = (origin.seed ?? 0, origin.totalSteps)
        let trainer = try Trainer(setup, seed: seed)
        let schedule = ScheduleCallback(try spec.makeSchedule(stepsPerEpoch: trainer.stepsPerEpoch))
        let (recorder, counter) = (Recorder(), ProgressCallback(progress))
        let best = spec.keepBest.map { BestWeights(by: $0, of: trainer.model) }
        let live = live(
            origin, setup, isDecaying: schedule.schedule.moves.weightDecay, isResumable: trainer.isResumable, leftover)
        defer { writer.remove(live) }
        let profiler = profiles ? Profiler() : nil
        let (name, observer) = (spec.name, observer)
        var callbacks: [any Callback] = [schedule, recorder, DivergenceGuard(), counter, LiveFollower(live, recorder)]
        if let best { callbacks.append(best) }
        callbacks.append(EpochReporter(after: recorder) { observer.receive(.epoch(name: name, seed: seed, $0)) })
        let hasEnded = try live.run {
            try trainer.train(
                steps: steps, from: leftover.takePoint(), pauses: live, profiler: profiler, callbacks: callbacks)
        }
        let made = leftover.stepsMade + counter.stepsMade
        guard hasEnded else { return (nil, made) }

        let unfinished = live.end()
        let history = recorder.history
        let model = try trainer.model.safetensors()
        let chance = ChanceLevel(train: setup.data.train.classCounts, valid: setup.data.valid.classCounts)
        let cause = OutcomeCause(of: history, endsFinite: trainer.model.parameters.areFinite, chance: chance)
        let test = try setup.data.test.map { images in
            try Evaluator(
                trainer.model, on: images, scaling: setup.data.scaling, batchSize: setup.batches.validSize
            ).validate()
        }
        let summary = RunSummary(
            name: name, seed: seed, status: cause?.outcome ?? .completed, reason: cause?.words, chance: chance,
            steps: history.steps.count, final: history.epochs.last.map(RunSummary.Metrics.init),
            best: history.epochs.filter { $0.accuracy.isFinite }.max { $0.accuracy < $1.accuracy }
                .map(RunSummary.Metrics.init),
            keptBest: best?.record, testAccuracy: test?.accuracy, testLoss: test?.loss.finite,
            trainSeconds: history.epochs.reduce(0) { $0 + $1.seconds }, dataSeconds: loaded.seconds,
            threads: setup.threads,
            isa: OneDNNLibrary.instructionSet, machine: Machine.current,
            versions: .init(onecycle: OneCycleVersion.current, oneDNN: OneDNNLibrary.version),
            hashes: .init(
                spec: resolved.trainingHash, images: ImageHashes(of: loaded.split),
                testData: loaded.split.test?.contentHash))
        let moved = try folder.write(
            history, summary: summary, model: model, best: best?.file, isForced: isForced, in: unfinished)
        if let moved { observer.receive(.moved(name: name, moved)) }
        if let profiler { observer.receive(.profiled(name: name, seed: seed, profiler.entries)) }
        observer.receive(.finished(summary))
        return (summary.status, made)
    }

    /// Runs the range test of every seed in the spec and writes its files. Resumes from the checkpoint of an earlier
    /// call, if there is one.
    /// - Returns: the steps made, with those of earlier calls.
    func find() throws -> Int {
        let split = try data.load(spec.data).split
        var setup = try setup(on: split)
        setup.threads = threads ?? min(max(1, cores / seedsAtATime), setup.threads)
        let origin = CheckpointOrigin(
            spec: resolved.finderHash, images: ImageHashes(of: split),
            totalSteps: spec.lrFinder.test.steps * spec.lrFinder.seeds.count)
        var leftover = try leftover(of: origin, at: folder.unfinishedRangeTest, setup)
        return try resuming(&leftover, seed: nil, total: origin.totalSteps) { leftover in
            try find(setup, origin, from: &leftover)
        }
    }

    private func find(
        _ setup: TrainingSetup, _ origin: CheckpointOrigin, from leftover: inout Leftover
    ) throws -> Int {
        let found = FoundCurves(of: spec.lrFinder.test, seeds: spec.lrFinder.seeds)
        if let point = leftover.point { try found.take(point) }
        let live = live(
            origin, setup, isDecaying: false, isResumable: setup.optimizer.state != nil, leftover)
        defer { writer.remove(live) }
        var point = leftover.takePoint()
        // Other threads test other seeds meanwhile. Only the seed of this thread has checkpoints.
        let hasEnded = try Workers.run(beside: seedsAtATime - 1) {
            findBeside(setup, found)
        } main: {
            do {
                return try findResumably(setup, found, live, from: &point)
            } catch {
                found.fail(error)
                throw error
            }
        }
        let made = leftover.stepsMade + found.stepsMade
        guard hasEnded else { return made }
        guard let curves = try found.all() else {
            live.interrupt()
            return made
        }
        let unfinished = live.end()
        let record = FinderRecord(curves: curves, images: origin.images)
        try folder.write(record, specHash: resolved.finderHash)
        unfinished?.discard()
        observer.receive(.found(name: spec.name, record))
        return made
    }

    /// Tests free seeds, one after the other, with checkpoints.
    /// - Parameter point: where the first one resumes.
    /// - Returns: false after an interruption, or if another call took over the test.
    private func findResumably(
        _ setup: TrainingSetup, _ found: FoundCurves, _ live: LiveRun, from point: inout TrainingPoint?
    ) throws -> Bool {
        let finder = spec.lrFinder.test
        while let (place, seed) = found.takeNext(isResumable: true) {
            let (recorder, counter) = (Recorder(), ProgressCallback(progress))
            let follower = LiveFollower(live, recorder, stepsBefore: found.count * finder.steps)
            var curve: LRFinderCurve?
            let hasEnded = try live.run {
                curve = try finder.run(
                    setup, seed: seed, from: point, pauses: live, callbacks: [counter, recorder, found, follower])
            }
            found.count(steps: counter.stepsMade)
            guard hasEnded, let curve else { return false }
            found.finish(place, curve)
            point = nil
        }
        return true
    }

    /// Tests free seeds, one after the other, until the call ends.
    private func findBeside(_ setup: TrainingSetup, _ found: FoundCurves) {
        let end = EndOfCall { [interruption, lease] in interruption.isRequested || !lease.isHeld }
        while !end.hasEnded, let (place, seed) = found.takeNext(isResumable: false) {
            let counter = ProgressCallback(progress)
            do {
                let curve = try spec.lrFinder.test.run(setup, seed: seed, pauses: end, callbacks: [counter])
                if !end.hasEnded { found.finish(place, curve) }
            } catch {
                found.fail(error)
            }
            found.count(steps: counter.stepsMade)
        }
    }

    private func setup(on split: DataSplit) throws -> TrainingSetup {
        var setup = try resolved.makeSetup(on: split)
        setup.threads = threads ?? min(cores, setup.usefulThreads)
        return setup
    }
}

extension ImageHashes {
    fileprivate init(of split: DataSplit) {
        self.init(trainData: split.train.contentHash, validData: split.valid.contentHash)
    }
}
