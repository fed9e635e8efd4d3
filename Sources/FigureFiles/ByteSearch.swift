extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The first occurrence of a word, at `start` or later; nil if there is no occurrence.
    func firstRange(of word: [UInt8], from start: Int? = nil) -> Range<Int>? {
        guard let first = word.first else { return nil }
        var place = Swift.max(start ?? startIndex, startIndex)
        while place + word.count <= endIndex {
            if self[place] == first, self[place..<place + word.count].elementsEqual(word) {
                return place..<place + word.count
            }
            place += 1
        }
        return nil
    }

    /// The last occurrence of a word.
    func lastRange(of word: [UInt8]) -> Range<Int>? {
        var place = endIndex - word.count
        while place >= startIndex {
            if self[place..<place + word.count].elementsEqual(word) { return place..<place + word.count }
            place -= 1
        }
        return nil
    }
}
