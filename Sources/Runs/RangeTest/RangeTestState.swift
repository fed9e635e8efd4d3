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
        let damaged = RangeTestState.damaged(file: RunFile.rangeTest.rawValue)
        let summary: FinderSummary
        do throws(StoreError) {
            guard try StoredFile.of({ () throws(FileError) in try FileSystem.kind(of: file(.rangeTest)) }) != nil else {
                return FileSystem.isTaken(file(.rangeTest)) ? damaged : .none
            }
            summary = try StoreJSON.decode(FinderSummary.self, at: file(.rangeTest))
        } catch .file(let error) {
            return error.reason.isRefusal ? .unreadable(error) : damaged
        } catch {
            return damaged
        }
        do throws(FileError) {
            guard try ContentDigest.ofFile(file(.rangeTestCurves)) == summary.curveHash else {
                return .damaged(file: RunFile.rangeTestCurves.rawValue)
            }
        } catch {
            return error.reason.isRefusal ? .unreadable(error) : .damaged(file: RunFile.rangeTestCurves.rawValue)
        }
        guard summary.isOf(resolved) else { return .otherSettings }
        return record(of: resolved, summary).map { .complete($0) } ?? damaged
    }

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
                    }, stop: stop.reason.stop(factor: finder.divergenceFactor), startLR: finder.startLR,
                    endLR: finder.endLR, plannedSteps: finder.steps, spacing: finder.spacing, loss: finder.loss))
        }
        let record = FinderRecord(curves: curves, images: summary.images)
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
