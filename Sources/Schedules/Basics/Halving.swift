/// The first number of `range` for which `holds`, which then holds for all after it; the range's end if none. By bisection.
@inline(__always)
package func firstNumber(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let middle = low + (high - low) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
