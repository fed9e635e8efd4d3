import Foundation

/// Student's t distribution with whole degrees of freedom, by the finite sums of Abramowitz and Stegun 26.7.3 and 26.7.4.
///
/// More than 100,000 degrees count as 100,000, whose 0.975 quantile is 3e-5 above the normal one.
public enum StudentT {
    /// P(T <= t), to about 1e-13; NaN for NaN, or fewer than one degree of freedom.
    public static func cumulative(_ t: Double, degrees: Int) -> Double {
        guard degrees >= 1, !t.isNaN else { return .nan }
        let degrees = min(degrees, maxDegrees)
        let central = central(angle: atan(abs(t) / Double(degrees).squareRoot()), degrees: degrees)
        return t < 0 ? (1 - central) / 2 : (1 + central) / 2
    }

    /// The t with P(T <= t) = p; nil for p outside 0...1, or fewer than one degree of freedom.
    public static func quantile(_ p: Double, degrees: Int) -> Double? {
        guard p > 0, p < 1, degrees >= 1 else { return nil }
        let degrees = min(degrees, maxDegrees)
        let wanted = abs(2 * p - 1)
        var low = 0.0
        var high = Double.pi / 2
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if central(angle: middle, degrees: degrees) < wanted { low = middle } else { high = middle }
        }
        let t = Double(degrees).squareRoot() * tan(low)
        return p < 0.5 ? -t : t
    }

    private static let maxDegrees = 100_000

    /// P(|T| <= t) for t = sqrt(degrees) tan(angle).
    private static func central(angle: Double, degrees: Int) -> Double {
        let (sine, cosine) = (sin(angle), cos(angle))
        let square = cosine * cosine
        let isOdd = degrees % 2 == 1
        if degrees == 1 { return 2 * angle / .pi }
        var term = isOdd ? cosine : 1
        var sum = term
        // Odd: cos + 2/3 cos^3 + 2*4/(3*5) cos^5 ...; even: 1 + 1/2 cos^2 + 1*3/(2*4) cos^4 ...; to the power degrees -
        // 2.
        var power = isOdd ? 1 : 0
        while power + 2 <= degrees - 2, term > sum * 1e-18 {
            power += 2
            term *= square * Double(power - 1) / Double(power)
            sum += term
        }
        return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
    }
}
