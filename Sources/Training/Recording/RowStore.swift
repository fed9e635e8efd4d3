import Synchronization

/// Rows that one thread appends while others read them, without a lock.
///
/// All memory is reserved at once and rows never change. So appending allocates nothing, and readers copy nothing.
package final class RowStore<Row: Sendable>: @unchecked Sendable {
    private let rows: UnsafeMutableBufferPointer<Row>
    private let made = Atomic(0)

    /// - Parameters:
    ///   - capacity: number of rows that fit in, those of `first` included.
    ///   - first: the first rows.
    package init(capacity: Int, _ first: [Row] = []) {
        rows = .allocate(capacity: max(capacity, first.count, 1))
        for row in first { append(row) }
    }

    /// Rows so far.
    package var count: Int { made.load(ordering: .acquiring) }

    /// Whether no other row fits in.
    package var isFull: Bool { count == rows.count }

    /// Number of rows that still fit in.
    package var room: Int { rows.count - count }

    /// Adds a row; one thread only.
    /// - Precondition: the store is not full.
    package func append(_ row: Row) {
        let count = made.load(ordering: .relaxed)
        precondition(count < rows.count, "a row store is made for all its rows")
        rows.initializeElement(at: count, to: row)
        made.store(count + 1, ordering: .releasing)
    }

    /// The rows at these places.
    /// - Precondition: `range` ends at `count` or before.
    package func with<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<Row>) -> Result) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "only rows that were appended are read")
        return body(UnsafeBufferPointer(rebasing: rows[range]))
    }

    /// A copy of all rows.
    package var all: [Row] { with(0..<count) { Array($0) } }

    deinit {
        rows.baseAddress?.deinitialize(count: made.load(ordering: .relaxed))
        rows.deallocate()
    }
}
