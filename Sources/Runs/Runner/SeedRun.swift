import Datasets
import Foundation
import Networks
import OneDNN
import RangeTest
import Specs
import Training

/// One range test or one seed of a spec, on the calling thread.
struct SeedRun {
    let resolved: ResolvedSpec
    let folder: RunFolder
    let data: DatasetStore
    /// Threads of the run; nil: as many as shorten a step, and at most `cores`.
    let threads: Int?
    let cores: Int
    /// Whether each step is timed.
    let profiles: Bool
    /// Whether complete seeds are trained again and replaced.
    let isForced: Bool
    let observer: any RunObserver
    let progress: RunProgress
    let interruption: Interruption
    /// The right to this work. If another call takes it over, the run ends and writes nothing.
    let lease: Lease

    private var isStopped: Bool { interruption.isRequested || !lease.isHeld }

    private var spec: ExperimentSpec { resolved.spec }

    /// Trains one seed and writes its folder; an interrupted run writes nothing.
    /// - Returns: how the run ended, nil if it was interrupted, and the steps made.
    func train(seed: UInt64, steps: Int) throws -> (status: RunSummary.Status?, steps: Int) {
        let loaded = try data.load(spec.data)
        let setup = try setup(on: loaded.split)
        let trainer = try Trainer(setup, seed: seed)
        let recorder = Recorder()
        let divergence = DivergenceGuard()
        let counter = ProgressCallback(progress)
        let name = spec.name
        let (observer, interruption, lease) = (observer, interruption, lease)
        let profiler = profiles ? Profiler() : nil
        try trainer.train(
            steps: steps, profiler: profiler,
            callbacks: [
                ScheduleCallback(try spec.makeSchedule(stepsPerEpoch: trainer.stepsPerEpoch)), recorder, divergence,
                counter,
                InterruptionCallback(interruption, lease),
                EpochReporter(after: recorder) { epoch in
                    // An interrupted epoch is incomplete.
                    if !interruption.isRequested, lease.isHeld {
                        observer.receive(.epoch(name: name, seed: seed, epoch))
                    }
                },
            ])
        if isStopped { return (nil, counter.stepsMade) }

        let history = recorder.history
        let model = try trainer.model.safetensors()
        let hasDiverged = divergence.hasDiverged || !trainer.model.parameters.areFinite
        let summary = RunSummary(
            name: name, seed: seed, status: hasDiverged ? .diverged : .completed,
            steps: history.steps.count, final: history.epochs.last.map(RunSummary.Metrics.init),
            best: history.epochs.filter { $0.accuracy.isFinite }.max { $0.accuracy < $1.accuracy }
                .map(RunSummary.Metrics.init),
            trainSeconds: history.epochs.reduce(0) { $0 + $1.seconds }, dataSeconds: loaded.seconds,
            threads: setup.threads,
            isa: OneDNNLibrary.instructionSet, machine: Machine.current,
            versions: .init(onecycle: OneCycleVersion.current, oneDNN: OneDNNLibrary.version),
            hashes: .init(
                spec: resolved.trainingHash, images: ImageHashes(of: loaded.split)))
        if let moved = try folder.write(history, summary: summary, model: model, isForced: isForced) {
            observer.receive(.moved(name: name, moved))
        }
        if let profiler { observer.receive(.profiled(name: name, seed: seed, profiler.entries)) }
        observer.receive(.finished(summary))
        return (summary.status, counter.stepsMade)
    }

    /// Runs the range test of every seed in the spec, and writes its files.
    /// - Returns: the steps made.
    func find() throws -> Int {
        let split = try data.load(spec.data).split
        let setup = try setup(on: split)
        let counter = ProgressCallback(progress)
        var curves: [FinderRecord.Curve] = []
        for seed in spec.lrFinder.seeds {
            let curve = try spec.lrFinder.test.run(
                setup, seed: seed, callbacks: [counter, InterruptionCallback(interruption, lease)])
            if isStopped { return counter.stepsMade }
            curves.append(.init(seed: seed, curve: curve))
        }
        let record = FinderRecord(curves: curves, images: ImageHashes(of: split))
        try folder.write(record, specHash: resolved.finderHash)
        observer.receive(.found(name: spec.name, record))
        return counter.stepsMade
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
