package io.taskforge.api.token;

import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import org.jose4j.keys.EllipticCurves;

/**
 * The curve of ES256, and the one sum that the platform does not offer: from a private key to its public point. Not in constant time,
 * so for the service's own key at its start, which nobody can clock, and for nothing else.
 */
final class P256 {

    private static final ECParameterSpec CURVE = EllipticCurves.P256;
    private static final BigInteger P = ((ECFieldFp) CURVE.getCurve().getField()).getP();
    private static final BigInteger A = CURVE.getCurve().getA();
    private static final BigInteger B = CURVE.getCurve().getB();
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    static boolean isCurveOf(ECKey key) {
        ECParameterSpec other = key.getParams();
        return CURVE.getCurve().getField().equals(other.getCurve().getField())
                && A.equals(other.getCurve().getA())
                && B.equals(other.getCurve().getB())
                && CURVE.getGenerator().equals(other.getGenerator())
                && CURVE.getOrder().equals(other.getOrder());
    }

    /** Whether the point lies on the curve. */
    static boolean holds(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        return x.signum() >= 0
                && x.compareTo(P) < 0
                && y.signum() >= 0
                && y.compareTo(P) < 0
                && y.pow(2).mod(P).equals(x.pow(3).add(A.multiply(x)).add(B).mod(P));
    }

    /** @throws IllegalArgumentException when the number is no private key */
    static ECPoint publicPoint(BigInteger secret) {
        if (secret.signum() <= 0 || secret.compareTo(CURVE.getOrder()) >= 0) {
            throw new IllegalArgumentException("a private key is between 0 and the order of the curve");
        }
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = secret.bitLength() - 1; bit >= 0; bit--) {
            sum = sum(sum, sum);
            if (secret.testBit(bit)) {
                sum = sum(sum, CURVE.getGenerator());
            }
        }
        return sum;
    }

    private static ECPoint sum(ECPoint one, ECPoint other) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (other.equals(ECPoint.POINT_INFINITY)) {
            return one;
        }
        if (one.getAffineX().equals(other.getAffineX()) && !one.equals(other)) {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger slope = one.equals(other) ? tangent(one) : chord(one, other);
        BigInteger x = slope.pow(2)
                .subtract(one.getAffineX())
                .subtract(other.getAffineX())
                .mod(P);
        BigInteger y = slope.multiply(one.getAffineX().subtract(x))
                .subtract(one.getAffineY())
                .mod(P);
        return new ECPoint(x, y);
    }

    private static BigInteger tangent(ECPoint point) {
        BigInteger rise = THREE.multiply(point.getAffineX().pow(2)).add(A);
        return rise.multiply(point.getAffineY().shiftLeft(1).modInverse(P)).mod(P);
    }

    private static BigInteger chord(ECPoint one, ECPoint other) {
        BigInteger rise = other.getAffineY().subtract(one.getAffineY());
        BigInteger run = other.getAffineX().subtract(one.getAffineX());
        return rise.multiply(run.modInverse(P)).mod(P);
    }
}
