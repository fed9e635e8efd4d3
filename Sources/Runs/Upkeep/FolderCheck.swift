import FigureFiles
import Files
import JSON
import Specs

/// A run folder's files, compared with what they and the seeds' summaries record.
struct FolderCheck {
    /// A file that is not as a run wrote it.
    struct Problem: Equatable {
        var path: String
        /// "missing"
        var words: String
    }

    private let folder: RunFolder
    /// The files with problems, in the order of the folder: spec, study, range test, initial weights, seeds.
    let problems: [Problem]
    /// JSON files without a record of themselves: an older version wrote them.
    let withoutRecord: [String]
    /// The seeds with a summary that can be used.
    let seeds: [UInt64: RunSummary]
    /// Whether it has a range test.
    let hasRangeTest: Bool
    /// Of `init.safetensors`, by the spec; nil if the runs began with drawn weights.
    private let weightsHash: String?

    init(_ folder: RunFolder) {
        self.folder = folder
        var found = Findings()
        let document = found.checkRecord(folder.file(.spec))
        // Also nil if the spec's images are gone.
        let spec = document == nil ? nil : try? SpecFile.load(path: folder.file(.spec), readsWeights: false)
        let isStudyReadable = !FileSystem.isTaken(folder.file(.study)) || found.checkRecord(folder.file(.study)) != nil
        if isStudyReadable, document != nil { found.checkStudy(of: folder) }
        hasRangeTest = folder.hasRangeTest
        if hasRangeTest, let bytes = found.checkRecord(folder.file(.rangeTest)) {
            if case .string(let hash)? = (try? JSONReader.read(bytes))?.root.value["curve_hash"] {
                found.checkHash(folder.file(.rangeTestCurves), hash)
            } else {
                found.note(folder.file(.rangeTest), Findings.altered)
            }
        }
        weightsHash = document == nil ? nil : folder.recordedWeightsHash
        if let weightsHash { found.checkHash(folder.file(WeightsFile.nameInRunFolder), weightsHash) }

        var seeds: [UInt64: RunSummary] = [:]
        let names = (try? FileSystem.names(in: folder.path)) ?? []
        for seed in names.compactMap(FolderName.seed(named:)).sorted() {
            let path = folder.seedFolder(seed)
            let summaryFile = folder.file(.summary, seed: seed)
            switch SeedCheck(seed, at: path).content {
            case .nothing, .foreign: break
            case .unreadable(let error): found.note(error)
            case .withoutSummary(let problem): found.note(path, problem)
            case .recorded(let summary, let problems):
                seeds[seed] = summary
                if summary.record == nil { found.withoutRecord.append(summaryFile) }
                for problem in problems { found.note(path, problem) }
                // Another version of the program may hash specs in another way.
                if let spec, summary.versions.onecycle == OneCycleVersion.current,
                    summary.hashes.spec != spec.trainingHash
                {
                    found.note(summaryFile, "of another training than \(RunFile.spec.rawValue)")
                }
            }
        }
        problems = found.problems
        withoutRecord = found.withoutRecord
        self.seeds = seeds
    }

    // MARK: Deletion

    /// Why a file of the folder may not be deleted; nil: a record says that a run wrote it.
    func reason(toKeep name: String) -> Removal.Kept.Reason? {
        let path = folder.file(name)
        guard FileSystem.isRegular(path) else { return .foreign }
        if RunFolder.recordNames.contains(name) {
            if name == WeightsFile.nameInRunFolder, weightsHash == nil { return .foreign }
            // The hash of the curves is in the range test's record.
            let record = name == RunFile.rangeTestCurves.rawValue ? folder.file(.rangeTest) : path
            return problems.contains { [path, record].contains($0.path) } ? .altered : nil
        }
        guard folder.figureNames(ofRangeTestAlone: false).contains(name), (try? FigureMetadata(contentsOf: path)) != nil
        else { return .foreign }
        return nil
    }

    /// The same for a file of a seed.
    func reason(toKeep file: SeedFile, ofSeed seed: UInt64) -> Removal.Kept.Reason? {
        guard file == .summary || seeds[seed]?.hashes.files.contains(where: { $0.file == file }) == true else {
            return .foreign
        }
        return problems.contains { $0.path == folder.file(file, seed: seed) } ? .altered : nil
    }
}

/// Problems as they are found.
private struct Findings {
    static let altered = "altered since it was written"

    var problems: [FolderCheck.Problem] = []
    var withoutRecord: [String] = []

    mutating func note(_ path: String, _ words: String) { problems.append(.init(path: path, words: words)) }

    mutating func note(_ error: FileError) {
        let isRefusal = error.reason.isRefusal
        note(
            error.path,
            error.reason == .missing ? "missing" : isRefusal ? "cannot be read: \(error.reason.words)" : Self.altered)
    }

    /// - Parameter folder: of the seed.
    mutating func note(_ folder: String, _ problem: SeedCheck.Problem) {
        let path = folder + "/" + problem.file.rawValue
        switch problem.reason {
        case .missing: note(path, "missing")
        case .altered: note(path, Self.altered)
        case .unreadable(let error): note(error)
        }
    }

    /// Compares a JSON file with the hash of itself.
    /// - Returns: its bytes; nil if it has a problem.
    @discardableResult
    mutating func checkRecord(_ path: String) -> [UInt8]? {
        do throws(FileError) {
            let bytes = try InputFile.bytes(of: path, limit: .max)
            switch DocumentRecord.state(of: bytes) {
            case .intact: break
            case .missing: withoutRecord.append(path)
            case .altered:
                note(path, Self.altered)
                return nil
            }
            return bytes
        } catch {
            note(error)
            return nil
        }
    }

    /// Compares a study's file with the spec beside it.
    mutating func checkStudy(of folder: RunFolder) {
        do throws(StoreError) {
            _ = try folder.trial()
        } catch .study(let path, let problem) {
            note(path, problem.words)
        } catch {
            note(folder.file(.study), Self.altered)
        }
    }

    mutating func checkHash(_ path: String, _ hash: String) {
        do throws(FileError) {
            if try ContentDigest.ofFile(path) != hash { note(path, Self.altered) }
        } catch {
            note(error)
        }
    }
}
