public import Files
import RangeTest
public import Specs

extension RunFolder {
    /// The range test of a run folder, compared with a spec and with its own record.
    public enum RangeTestState: Sendable, Equatable {
        /// The folder has no range test.
        case none
        /// Of other settings, or of other images, network or optimizer.
        case otherSettings
        /// This file is missing, cannot be a range test's, or was altered.
        case damaged(file: String)
        /// The system refuses to read a file.
        case unreadable(FileError)
        /// Of this spec; every file is as it was written.
        case complete(FinderRecord)

        /// Whether a test of this spec would replace something.
        var isInTheWay: Bool {
            switch self {
            case .otherSettings, .damaged: true
            case .none, .unreadable, .complete: false
            }
        }
    }

    /// Reads the recorded range test.
    public func rangeTest(of resolved: ResolvedSpec) -> RangeTestState {
        switch rangeTestFiles {
        case .none: return .none
        case .damaged(let file): return .damaged(file: file.rawValue)
        case .unreadable(let error): return .unreadable(error)
        case .intact(let summary):
            guard summary.isOf(resolved) else { return .otherSettings }
            return record(of: resolved, summary).map { .complete($0) } ?? .damaged(file: RunFile.rangeTest.rawValue)
        }
    }

    /// The files of the range test, compared with the hashes in `lr_finder.json`.
    enum RangeTestFiles {
        case none
        /// This file is missing or was altered.
        case damaged(RunFile)
        /// The system refuses to read a file.
        case unreadable(FileError)
        case intact(FinderSummary)
    }

    /// The state of the range test's files, of whatever spec.
    var rangeTestFiles: RangeTestFiles {
        let summary: FinderSummary
        do throws(StoreError) {
            guard try StoredFile.of({ () throws(FileError) in try FileSystem.kind(of: file(.rangeTest)) }) != nil else {
                return hasRangeTest || hasFigureWithoutRangeTest ? .damaged(.rangeTest) : .none
            }
            summary = try StoreJSON.decode(FinderSummary.self, at: file(.rangeTest))
        } catch .file(let error) {
            return error.reason.isRefusal ? .unreadable(error) : .damaged(.rangeTest)
        } catch {
            return .damaged(.rangeTest)
        }
        do throws(FileError) {
            return try ContentDigest.ofFile(file(.rangeTestCurves)) == summary.curveHash
                ? .intact(summary) : .damaged(.rangeTestCurves)
        } catch {
            return error.reason.isRefusal ? .unreadable(error) : .damaged(.rangeTestCurves)
        }
    }

    /// Whether a file of a range test is in the folder. The curves alone count unless a call is about to write their record.
    var hasRangeTest: Bool {
        FileSystem.isTaken(file(.rangeTest)) || FileSystem.isTaken(file(.rangeTestCurves)) && !isRangeTestRunning
    }

    /// Whether the folder has the figure of a range test whose files are gone.
    private var hasFigureWithoutRangeTest: Bool {
        !figureNames(ofRangeTestAlone: true).isEmpty && !isRangeTestRunning
    }

    /// Whether a call runs the range test.
    var isRangeTestRunning: Bool { FileSystem.isTaken(file(.rangeTestLease)) }

    /// Makes sure that the system lets the range test be read.
    /// - Throws: `StoreError.file`.
    func checkRangeTest(of resolved: ResolvedSpec) throws(StoreError) {
        if case .unreadable(let error) = rangeTest(of: resolved) { throw .file(error) }
    }

    /// nil if the summary is not that of the curves.
    private func record(of resolved: ResolvedSpec, _ summary: FinderSummary) -> FinderRecord? {
        guard let table = try? NumberTable(at: file(.rangeTestCurves), header: FinderRecord.header) else { return nil }
        let finder = resolved.spec.lrFinder.test
        let curves = summary.stops.map { stop in
            FinderRecord.Curve(
                seed: stop.seed,
                curve: LRFinderCurve(
                    points: (0..<table.count).filter { table[$0, 3] == Double(stop.seed) }.map {
                        .init(lr: table[$0, 0] ?? .nan, loss: table[$0, 1] ?? .nan, smooth: table[$0, 2] ?? .nan)
                    }, stop: stop.reason.stop(of: finder), of: finder))
        }
        let record = FinderRecord(curves: curves, images: summary.images, confirmation: summary.confirmation)
        // The curves determine the summary: an altered summary differs.
        var whole = FinderSummary(record, specHash: summary.specHash, curveHash: summary.curveHash)
        whole?.record = summary.record
        return whole == summary ? record : nil
    }

    /// The recorded range test; nil unless it is of this spec and its files are as they were written.
    public func finderRecord(of resolved: ResolvedSpec) -> FinderRecord? {
        guard case .complete(let record) = rangeTest(of: resolved) else { return nil }
        return record
    }
}
