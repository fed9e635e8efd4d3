import Runs
package import Specs

extension ExperimentComparison {
    /// The result over all recorded seeds, by the test that may be repeated after every seed.
    /// - Throws: `ComparisonError`.
    package func untilClear(_ options: UntilClearOptions) throws(ComparisonError) -> UntilClearReport {
        try UntilClearReport(
            experiments.map { $0.arm(isUntunedBaseline: false) }, baseline: report.family.baseline, options: options)
    }
}

/// Seeds as needed: the result of the recorded seeds of some experiments, and the seeds to train next.
///
/// It depends on the run folders alone. So an interrupted call goes on to the same result.
package struct UntilClear: Sendable {
    /// The result so far.
    package let report: UntilClearReport
    /// Settings other than seeds that compared experiments should share and do not.
    package let mismatches: [ComparisonMismatch]
    /// One per experiment.
    private let specs: [ResolvedSpec]
    private let order: SeedOrder
    /// Seeds of each experiment, in their order up to the first that is not complete.
    private let counts: [String: Int]

    /// Reads the run folders.
    /// - Parameters:
    ///   - specs: of different names and trainings; at least two.
    ///   - output: the folder of their run folders.
    ///   - order: of the seeds.
    ///   - options: the baseline's name may leave out the name of its study.
    ///   - isFull: whether the report has intervals.
    /// - Throws: `ComparisonError`, `StoreError`, `RateError`.
    package init(
        _ specs: [ResolvedSpec], output: String, order: SeedOrder, options: UntilClearOptions, isFull: Bool
    ) throws {
        let experiments = try specs.map {
            try RecordedExperiment(
                $0.withSeeds(order.seeds), in: RunFolder(output: output, name: $0.spec.name), readsSteps: false)
        }
        for (index, experiment) in experiments.enumerated() {
            // Two experiments of one training never differ.
            if let other = experiments[..<index].first(where: { $0.isOneArm(with: experiment) }) {
                throw ComparisonError.copy(experiment.folder.path, of: other.folder.path)
            }
        }
        let baseline = try ExperimentComparison.baseline(options.baseline, of: experiments)
        mismatches = ComparisonMismatch.ofSettings(experiments, baseline: baseline)
        var counts: [String: Int] = [:]
        let arms = experiments.map { experiment in
            let count = experiment.seeds.prefix { $0.state.isComplete }.count
            counts[experiment.name] = count
            let known = Set(order.seeds.prefix(count))
            var arm = experiment.arm(isUntunedBaseline: false)
            arm.runs.removeAll { !known.contains($0.seed) }
            return arm
        }
        self.specs = specs
        self.order = order
        self.counts = counts
        report = try UntilClearReport(
            arms, baseline: baseline, options: options, isFull: isFull)
    }

    /// The experiments that the next round trains, with all their seeds after it; empty at the end.
    package func nextRound(jobs: Int) -> [ResolvedSpec] {
        let next = report.nextCounts(counts, jobs: jobs)
        return specs.filter { next[$0.spec.name] != counts[$0.spec.name] }.map { seeded($0, next[$0.spec.name] ?? 0) }
    }

    /// Every experiment that has seeds, with these.
    package var recorded: [ResolvedSpec] {
        specs.compactMap { spec in
            counts[spec.spec.name].flatMap { $0 > 0 ? seeded(spec, $0) : nil }
        }
    }

    private func seeded(_ spec: ResolvedSpec, _ count: Int) -> ResolvedSpec {
        spec.withSeeds(Array(order.seeds.prefix(count)))
    }
}
