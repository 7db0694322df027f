namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>
/// The numbers behind the two logistic functions, shared by every instruction set.
/// <para>
/// Arguments come scaled by −log₂ e, so both are 1/(1 + 2^z). z = k/8 + r with k an integer and |r| ≤ 1/16: adding
/// <see cref="Magic"/> rounds z to an eighth and leaves k in the low bits of the sum. 2^(k/8) is a table entry whose exponent
/// field gets k/8 added as an integer; the entries are stored with their own index already taken off.
/// </para>
/// <para>
/// Hidden units use 2^r = (E + r·O)/(E − r·O) with E = <see cref="E0"/> + r² and O = <see cref="O0"/> + <see cref="O1"/>·E, the minimax
/// rational for tanh (relative error 5e-17), so that the logistic is (E − r·O)/((E − r·O) + 2^(k/8)·(E + r·O)): one division.
/// The output unit needs 1 + 2^z rounded once, as NumPy rounds it, because 1 − p of a sample far on the wrong side is made of its last
/// bits: there 2^r is a polynomial of degree 7 (minimax, relative error 6e-18).
/// Hidden units do the same once their weights are so large that some may be saturated: 1 − h is then made of the last bits of h, and a
/// unit with h = 1 for every sample must stand still, as NumPy's does. The rational form gives 1 − 2⁻⁵³ for a fifth of such samples,
/// which moves the weights by as little, and adds up over a million iterations.
/// </para>
/// </summary>
internal static class Logistic
{
    /// <summary>1.5·2⁴⁹: numbers of its size are multiples of 1/8.</summary>
    public const double Magic = 844_424_930_131_968;

    /// <summary>Moves k, less its low three bits, to the exponent field.</summary>
    public const int ExponentShift = 49;

    /// <summary>Arguments beyond ±480 go to the clamped kernels: products of two denominators then stay below 2¹⁰²³.</summary>
    public const double Limit = 480;

    /// <summary>Hidden arguments beyond ±48 go to the saturating kernels; 1 + 2^z is rounded to 1 from −53 on.</summary>
    public const double SaturationLimit = 48;

    public const double E0 = 20.81377119609791;
    public const double O0 = 6.011276345344871;
    public const double O1 = 0.057761135837699595;

    public const double P1 = 0.6931471805599453;
    public const double P2 = 0.24022650695910933;
    public const double P3 = 0.05550410866482413;
    public const double P4 = 0.009618129089983302;
    public const double P5 = 0.0013333558123198753;
    public const double P6 = 0.00015404433819347582;
    public const double P7 = 1.525357060744487e-05;

    public const long T0 = 0x3ff0000000000000;
    public const long T1 = 0x3fef72b83c7d517b;
    public const long T2 = 0x3fef06fe0a31b715;
    public const long T3 = 0x3feebfdad5362a27;
    public const long T4 = 0x3feea09e667f3bcd;
    public const long T5 = 0x3feeace5422aa0db;
    public const long T6 = 0x3feee89f995ad3ad;
    public const long T7 = 0x3fef5818dcfba487;

    /// <summary>The smallest probability that enters a logarithm, as the exercise has it.</summary>
    public const double SmallestProbability = 1e-16;

    /// <summary>1 − 1e-16 in double precision.</summary>
    public const double LargestProbability = 1 - 1e-16;
}
