/// The first number of `range` for which `holds` is true, by bisection; the range's end if it never is. `holds` must stay
/// true after that number.
@inline(__always)
func firstNumber(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let middle = low + (high - low) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
