public import Specs

extension Runner {
    /// Runs the range tests that specs take rates from, unless they are recorded, and fills the rates in.
    ///
    /// - Parameters:
    ///   - specs: of different names.
    ///   - finish: called for each spec whose test has run, like that of `run`.
    /// - Returns: the specs that can be trained, in their order, and the tally of the tests. Failures are events of
    ///   `observer`.
    /// - Throws: the errors of `run`.
    public static func fillingRates(
        of specs: [ResolvedSpec], options: RunOptions, observer: any RunObserver, progress: RunProgress,
        interruption: Interruption, finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) throws -> (specs: [ResolvedSpec], tally: RunTally) {
        func folder(_ spec: ResolvedSpec) -> RunFolder { RunFolder(output: options.output, name: spec.spec.name) }
        let waiting = specs.filter(\.awaitsRangeTest)
        guard !waiting.isEmpty else { return (specs, RunTally()) }
        var finding = options
        finding.finderOnly = true
        finding.freshRangeTests = []
        let finder = Runner(
            waiting, options: finding, observer: observer, progress: progress, interruption: interruption,
            finish: finish)
        // Until the rates are read, no call of other settings replaces the tests.
        defer { finder.releaseFolders() }
        var tally = try finder.run()
        if tally.isInterrupted { return ([], tally) }
        var ready: [ResolvedSpec] = []
        for spec in specs {
            guard spec.awaitsRangeTest else {
                ready.append(spec)
                continue
            }
            // No record: the test failed, and its failure is counted already.
            guard let record = folder(spec).finderRecord(of: spec) else { continue }
            do {
                ready.append(try spec.filled(from: record))
            } catch {
                tally.failed += 1
                observer.receive(.failed(name: spec.spec.name, seed: nil, message: "\(error)"))
            }
        }
        return (ready, tally)
    }
}
