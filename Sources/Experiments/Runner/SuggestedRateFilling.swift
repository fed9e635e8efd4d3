import Schedules
public import Training

extension ResolvedSpec {
    /// Whether a range test is to give a rate before this can be trained.
    public var awaitsRangeTest: Bool { !spec.schedule.unknownRates.isEmpty }

    /// The same with the rates that the range test suggests.
    /// - Throws: `RateTrouble` where it suggests none, or where its rate makes no schedule with the other values.
    public func filled(from record: FinderRecord) throws -> ResolvedSpec {
        let filled = try filling { wanted in
            func trouble(_ kind: RateTrouble.Kind) -> RateTrouble {
                RateTrouble(keyPath: wanted.keyPath, method: wanted.method, kind: kind)
            }
            if let reason = record.rates.unreliable { throw trouble(.none(reason)) }
            let rate: Double
            do throws(NoSuggestion) {
                rate = try record.suggestedLR(wanted.method) * wanted.times
            } catch {
                throw trouble(.none(error))
            }
            guard ValueRange.learningRate.contains(rate) else { throw trouble(.outOfRange(rate)) }
            return rate
        }
        guard let first = spec.schedule.unknownRates.first else { return filled }
        func trouble(_ kind: RateTrouble.Kind) -> RateTrouble {
            RateTrouble(keyPath: first.keyPath, method: first.method, kind: kind)
        }
        do {
            let fit = try filled.spec.makeSchedule().fit(in: try filled.spec.nominalSteps())
            if fit.isError { throw trouble(.noSchedule("\(fit)")) }
        } catch let problems as ScheduleProblems {
            throw trouble(.noSchedule("\(problems)"))
        }
        return filled
    }
}

/// Why a range test does not give the rate that a spec asks it for.
public struct RateTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case none(NoSuggestion)
        /// No learning rate that a spec may have.
        case outOfRange(Double)
        /// With the rate there is no schedule; why.
        case noSchedule(String)
    }
    public var keyPath: String
    public var method: SuggestedRates.Name
    public var kind: Kind

    public var description: String {
        switch kind {
        case .none(let reason):
            "\(keyPath): the range test suggests no rate by \"\(method.word)\": \(reason); "
                + "look at its figure and give a number"
        case .outOfRange(let rate):
            "\(keyPath): the range test's rate by \"\(method.word)\", \(JSONWriter.text(of: rate)), is not "
                + ValueRange.learningRate.expectation(for: rate)
        case .noSchedule(let reason): "with the rate of the range test, by \"\(method.word)\": \(reason)"
        }
    }
}

extension Runner {
    /// Runs the range tests that specs take rates from, where they are not recorded yet, and fills the rates in.
    ///
    /// - Parameter finish: called for each spec whose test has run, as by `run`.
    /// - Returns: the specs that can be trained, in their order, and what went wrong with the others, which is told to
    ///   `observer`.
    /// - Throws: as `run`.
    public static func fillingRates(
        of specs: [ResolvedSpec], options: RunOptions, observer: any RunObserver, progress: RunProgress,
        interruption: Interruption, finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) throws -> (specs: [ResolvedSpec], outcome: Outcome) {
        func folder(_ spec: ResolvedSpec) -> RunFolder { RunFolder(output: options.output, name: spec.spec.name) }
        let waiting = specs.filter(\.awaitsRangeTest)
        guard !waiting.isEmpty else { return (specs, Outcome()) }
        var finding = options
        finding.finderOnly = true
        finding.freshRangeTests = []
        var outcome = try Runner(
            waiting, options: finding, observer: observer, progress: progress, interruption: interruption,
            finish: finish
        ).run()
        if outcome.isInterrupted { return ([], outcome) }
        var ready: [ResolvedSpec] = []
        for spec in specs {
            guard spec.awaitsRangeTest else {
                ready.append(spec)
                continue
            }
            // Without a record the test failed, which is told and counted.
            guard let record = folder(spec).finderRecord(of: spec) else { continue }
            do {
                ready.append(try spec.filled(from: record))
            } catch {
                outcome.failed += 1
                observer.receive(.failed(name: spec.spec.name, seed: nil, message: "\(error)"))
            }
        }
        return (ready, outcome)
    }
}
