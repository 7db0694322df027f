namespace Sweep.Benchmarks.Scale;

/// <summary>A cluster, and what it is to train.</summary>
/// <param name="Silos">How many.</param>
/// <param name="Slots">Of each.</param>
/// <param name="TrialSeconds">Length of a trial.</param>
/// <param name="Seconds">How much work there is, in seconds of the whole cluster.</param>
internal sealed record ScaleSettings(int Silos, int Slots, double TrialSeconds, double Seconds)
{
    /// <summary>The share of trials that take <see cref="StragglerFactor"/> times as long.</summary>
    public double Stragglers { get; init; }

    public double StragglerFactor { get; init; } = 10;

    /// <summary>Silos that die, evenly over the first half of the work.</summary>
    public int Deaths { get; init; }

    /// <summary>The share of pulls whose answer never comes.</summary>
    public double Lost { get; init; }

    /// <summary>The share of messages that take a second longer.</summary>
    public double Late { get; init; }

    /// <summary>Weights of the sweeps that share the silos.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [1];

    /// <summary>False for silos that talk as often however many they are.</summary>
    public bool IsPaced { get; init; } = true;

    public ScaleCosts Costs { get; init; } = new();

    /// <summary>Trials of each sweep.</summary>
    public long Trials => (long)Math.Ceiling(Silos * (double)Slots * Seconds / TrialSeconds / Weights.Count);

    /// <summary>What a trial of this number takes, the same whoever trains it.</summary>
    public double LengthOf(long number) => TrialSeconds * (Stragglers > 0 && Share(number) < Stragglers ? StragglerFactor : 1);

    /// <summary>A number in [0, 1) that looks random (splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).</summary>
    public static double Share(long number)
    {
        var x = unchecked((ulong)number * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1L << 53));
    }
}
