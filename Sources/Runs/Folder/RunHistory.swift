import FigureFiles
import Files
import Foundation
import Specs

/// Results that a call moved to the history.
public struct MovedSeeds: Sendable, Equatable {
    /// Why they moved.
    public enum Reason: Sendable, Equatable {
        /// They are of another training or range test.
        case otherSettings
        /// Some of their files are missing or altered.
        case damaged
        /// They were trained again, and their folder also held other files.
        case trainedAgain
        /// An earlier run was restored in their place.
        case restored
        /// Files that a run would replace are not as a run wrote them.
        case foreign
    }

    /// Finished ones, in ascending order.
    public var seeds: [UInt64]
    /// Unfinished ones, likewise.
    public var unfinished: [UInt64] = []
    /// Whether the range test moved, too.
    public var hasRangeTest = false
    /// The names of foreign files; none for other reasons.
    public var files: [String] = []
    /// The run folder that holds them now: `output/.history/NAME/N`.
    public var path: String
    /// Why.
    public var reason = Reason.otherSettings
    /// Whether the folder there has a spec; false if that was missing.
    public var hasSpec = true

    /// Whether nothing moved.
    var isEmpty: Bool { seeds.isEmpty && unfinished.isEmpty && !hasRangeTest }

    /// The command that brings them back.
    public var restoring: String { RestoringCommand(of: path).description }
}

/// No result is removed: those of other settings, and damaged ones, move to `output/.history/NAME/N`.
///
/// This is a run folder that every command reads. The spec and the figures move with the seeds. Without a spec, `restore`
/// still brings the seeds back.
extension RunFolder {
    /// Moves the results that a call of a spec would replace.
    ///
    /// These are seeds of other trainings, and a range test that is damaged or of other settings.
    /// - Parameters:
    ///   - isToTrain: as for `prepare`.
    ///   - movesRangeTest: likewise.
    /// - Returns: nil if nothing is in the way.
    /// - Throws: `StoreError.file`.
    func moveOtherTrainings(
        than resolved: ResolvedSpec, isToTrain: Bool = true, movesRangeTest: Bool = true
    ) throws(StoreError) -> MovedSeeds? {
        // A call of another training is refused while one lives, so no process works at unfinished seeds.
        try move(
            seedsInTheWay(of: resolved, isToTrain: isToTrain),
            unfinished: isToTrain ? unfinishedSeeds(ofOthersThan: resolved.trainingHash) : [], before: resolved,
            movesRangeTest: movesRangeTest)
    }

    /// Moves a range test alone, if it is damaged or of other settings.
    /// - Returns: nil if none is in the way.
    /// - Throws: `StoreError.file`.
    func moveRangeTest(before resolved: ResolvedSpec) throws(StoreError) -> MovedSeeds? {
        try move([], unfinished: [], before: resolved, movesRangeTest: true)
    }

    private func move(
        _ seeds: [UInt64], unfinished: [UInt64], before resolved: ResolvedSpec, movesRangeTest: Bool
    ) throws(StoreError) -> MovedSeeds? {
        let rangeTest = movesRangeTest ? rangeTest(of: resolved) : .none
        guard !seeds.isEmpty || !unfinished.isEmpty || rangeTest.isInTheWay else { return nil }
        let history = try makeHistoryFolder()
        var moved = MovedSeeds(seeds: [], path: history.path)
        if seeds.isEmpty, unfinished.isEmpty, case .damaged = rangeTest { moved.reason = .damaged }
        do throws(StoreError) {
            // The record first: if the call ends early, the folder can be read.
            try copyRecord(to: history, withRangeTest: !rangeTest.isInTheWay)
            moved.hasSpec = history.hasSpec
            for seed in seeds where try move(FolderName.seed(seed), to: history) { moved.seeds.append(seed) }
            for seed in unfinished where try move(FolderName.unfinished(seed), to: history) {
                moved.unfinished.append(seed)
            }
            if rangeTest.isInTheWay {
                let files = RunFile.ofRangeTest.map(\.rawValue) + figureNames(ofRangeTestAlone: true)
                for name in files where try move(name, to: history) { moved.hasRangeTest = true }
            }
            if !moved.seeds.isEmpty || !moved.unfinished.isEmpty {
                for name in figureNames(ofRangeTestAlone: false) { try move(name, to: history) }
            }
        } catch {
            if moved.isEmpty { history.removeCopiedRecord() }
            throw error
        }
        if moved.isEmpty {
            // Another call has moved everything already.
            history.removeCopiedRecord()
            return nil
        }
        return moved
    }

    /// Seeds of other trainings. They are not in the way of their own range test.
    private func seedsInTheWay(of resolved: ResolvedSpec, isToTrain: Bool) -> [UInt64] {
        if !isToTrain, ownSpec?.finderHash == resolved.finderHash { return [] }
        return seedsOfOtherTrainings(than: resolved)
    }

    /// The recorded seeds of other trainings, in ascending order.
    func seedsOfOtherTrainings(than resolved: ResolvedSpec) -> [UInt64] {
        let hash = resolved.trainingHash
        return recordedSeeds().filter { isOfOtherTraining(seed: $0, than: hash) }
    }

    /// The unfinished seeds of other trainings, in ascending order.
    func unfinishedSeeds(ofOthersThan hash: String) -> [UInt64] {
        unfinishedSeeds().filter { status(seed: $0)?.spec != hash }
    }

    /// Unfinished seeds with a readable status, in ascending order.
    func unfinishedSeeds() -> [UInt64] {
        ((try? FileSystem.names(in: path)) ?? []).compactMap(FolderName.seed(unfinished:))
            .filter { status(seed: $0) != nil }.sorted()
    }

    /// Moves the former content of a seed's folder to a new folder of the history, with a copy of the spec.
    /// - Parameters:
    ///   - entry: its name in this folder.
    ///   - name: its name there, that of a finished or of an unfinished seed.
    ///   - reason: why it moves.
    func moveToHistory(
        _ entry: String, as name: String, of seed: UInt64, reason: MovedSeeds.Reason = .damaged
    ) throws(StoreError) -> MovedSeeds {
        let history = try makeHistoryFolder()
        do throws(StoreError) {
            try copyRecord(to: history, withRangeTest: true)
            try move(entry, to: history, as: name)
        } catch {
            history.removeCopiedRecord()
            throw error
        }
        let isFinished = name == FolderName.seed(seed)
        return MovedSeeds(
            seeds: isFinished ? [seed] : [], unfinished: isFinished ? [] : [seed], path: history.path, reason: reason,
            hasSpec: history.hasSpec)
    }

    /// Moves files that no run wrote, or that were altered since.
    /// - Parameter names: those of the spec, its trial, initial weights or figures.
    /// - Returns: nil if all are missing or a run's.
    package func moveForeignFiles(_ names: [String]) throws(StoreError) -> MovedSeeds? {
        let foreign = names.filter { FileSystem.isTaken(file($0)) && !isFileOfRun($0) }
        guard !foreign.isEmpty else { return nil }
        let history = try makeHistoryFolder()
        do throws(StoreError) {
            for name in foreign { try move(name, to: history) }
        } catch {
            history.removeCopiedRecord()
            throw error
        }
        return MovedSeeds(seeds: [], files: foreign, path: history.path, reason: .foreign)
    }

    private func isFileOfRun(_ name: String) -> Bool {
        switch name {
        case RunFile.spec.rawValue: isSpecOfRun
        case RunFile.study.rawValue: holdsRecordedTrial
        case WeightsFile.nameInRunFolder: holdsRecordedWeights
        default: FileSystem.isRegular(file(name)) && (try? FigureMetadata(contentsOf: file(name))) != nil
        }
    }

    /// Moves everything that runs wrote here.
    /// - Returns: nil if there is nothing.
    func moveEverything() throws(StoreError) -> MovedSeeds? {
        let (seeds, unfinished) = (recordedSeeds(), unfinishedSeeds())
        guard hasSpec || hasRangeTest || !seeds.isEmpty || !unfinished.isEmpty else { return nil }
        let history = try makeHistoryFolder()
        try copyRecord(to: history, withRangeTest: true)
        var moved = MovedSeeds(
            seeds: [], hasRangeTest: hasRangeTest, path: history.path, reason: .restored, hasSpec: hasSpec)
        for seed in seeds where try move(FolderName.seed(seed), to: history) { moved.seeds.append(seed) }
        for seed in unfinished where try move(FolderName.unfinished(seed), to: history) {
            moved.unfinished.append(seed)
        }
        for name in figureNames(ofRangeTestAlone: false) { try move(name, to: history) }
        for name in Self.recordNames { try StoredFile.remove(file(name)) }
        return moved
    }

    /// Copies what makes a folder a run folder: the spec, its trial, the range test and the initial weights.
    private func copyRecord(to history: RunFolder, withRangeTest: Bool) throws(StoreError) {
        let left = withRangeTest ? [] : RunFile.ofRangeTest.map(\.rawValue)
        for name in Self.recordNames where !left.contains(name) {
            guard FileSystem.isRegular(file(name)) else { continue }
            try StoredFile.write(try StoredFile.bytes(of: file(name)), to: history.file(name))
        }
    }

    /// Removes a folder of the history that holds only copies.
    private func removeCopiedRecord() {
        for name in Self.recordNames { unlink(file(name)) }
        rmdir(path)
    }

    /// The files that make a folder a run folder.
    static let recordNames: [String] =
        [RunFile.study, .rangeTest, .rangeTestCurves].map(\.rawValue) + [
            WeightsFile.nameInRunFolder, RunFile.spec.rawValue,
        ]

    /// Seeds whose folder has a readable summary of the same seed, in ascending order.
    func recordedSeeds() -> [UInt64] {
        let names = (try? FileSystem.names(in: path)) ?? []
        return names.compactMap { name in
            guard let seed = FolderName.seed(named: name), (try? summary(seed: seed))?.seed == seed else { return nil }
            return seed
        }.sorted()
    }

    private func isOfOtherTraining(seed: UInt64, than hash: String) -> Bool {
        SeedCheck(seed, at: seedFolder(seed), hashesFiles: false).state(specHash: hash) == .otherTraining
    }

    /// The names of figures that a run draws into its folder, if they are there.
    func figureNames(ofRangeTestAlone: Bool) -> [String] {
        let kinds = ofRangeTestAlone ? [.lrFinder] : FigureKind.allCases
        return kinds.flatMap { kind in FigureFormat.allCases.map { "\(kind.rawValue).\($0.rawValue)" } }
            .filter { FileSystem.isRegular(file($0)) }
    }

    /// - Returns: whether the entry moved; false if it is not there: another call moved it first.
    @discardableResult
    func move(_ entry: String, to folder: RunFolder, as name: String? = nil) throws(StoreError) -> Bool {
        do throws(FileError) {
            try FileSystem.relocate(file(entry), to: folder.file(name ?? entry))
            return true
        } catch {
            if error.reason == .missing, !FileSystem.isTaken(file(entry)) { return false }
            throw .file(error)
        }
    }
}
