import Foundation

/// g(i) = (y(i+1) - y(i)) / (ln lr(i+1) - ln lr(i)); the place is that of the lowest g.
enum SteepestFall {
    /// - Parameter rates: above zero and rising, as many as losses.
    static func place(_ losses: [Double], rates: [Double]) -> Int {
        zip(zip(losses, losses.dropFirst()), zip(rates, rates.dropFirst())).map { loss, rate in
            (loss.1 - loss.0) / (log(rate.1) - log(rate.0))
        }.lowest
    }
}

/// The place e - n + floor(n / 3) + floor(n / 6), for the longest strictly falling subsequence, of length n.
///
/// e is its end, the first such end. The subsequence may skip points, so the place is not its own middle. Like
/// fastai's, it counts back from the end as if the subsequence skipped none. For two points at the very start fastai's
/// index is -1, the last point in Python; here it is the first.
enum LongestValley {
    static func place(_ losses: [Double]) -> Int {
        // ends[k]: the highest last value of a falling subsequence of k + 1 points so far.
        var ends: [Double] = []
        var end = 0
        for (place, loss) in losses.enumerated() {
            let longest = ends.firstPlace(atMost: loss)
            if longest == ends.count {
                ends.append(loss)
                end = place
            } else {
                ends[longest] = loss
            }
        }
        let length = ends.count
        return max(0, end - length + length / 3 + length / 6)
    }
}

/// From the right, l = r - 15. While the slopes at l and r differ by more than 0.005, both move one to the left. The
/// place is the last l for which they did, or the first l of all.
enum SlideRule {
    static let window = 15
    static let threshold = 0.005

    /// - Parameter losses: more than `window`.
    static func place(_ losses: [Double]) -> Int {
        let slopes = CentralDifferences.of(losses)
        var left = losses.count - 1 - window
        var place = max(0, left)
        while left >= 0, abs(slopes[left + window] - slopes[left]) > threshold {
            place = left
            left -= 1
        }
        return place
    }
}

/// d(i) = (y(i+1) - y(i-1)) / 2, one-sided at both ends, as NumPy's `gradient`.
enum CentralDifferences {
    static func of(_ values: [Double]) -> [Double] {
        guard values.count > 1 else { return values.map { _ in 0 } }
        return values.indices.map { place in
            let (before, after) = (max(0, place - 1), min(values.count - 1, place + 1))
            return (values[after] - values[before]) / Double(after - before)
        }
    }
}

/// Whether a loss fell at all.
enum LossFall {
    /// A drop that is more than rounding: an average of equal values moves by parts in 10^16.
    static func isThere(_ losses: [Double]) -> Bool {
        var highest = -Double.infinity
        let size = losses.reduce(0) { max($0, abs($1)) }
        return losses.contains { loss in
            highest = max(highest, loss)
            return highest - loss > 1e-9 * size
        }
    }
}

extension [Double] {
    /// Place of the first value that is at most `limit`, by bisection; `count` if all are greater. The values fall.
    fileprivate func firstPlace(atMost limit: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= limit { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Place of the lowest value, the first of equals; 0 if the list is empty.
    var lowest: Int { indices.min { self[$0] < self[$1] } ?? 0 }
}
