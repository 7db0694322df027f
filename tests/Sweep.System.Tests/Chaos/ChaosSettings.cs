using System.Globalization;

namespace Sweep.SystemTests.Chaos;

/// <summary>How long the chaos is; the environment makes it longer.</summary>
internal static class ChaosSettings
{
    /// <summary>Replicates of each of the 135 settings: 12 give 1,620 trials (<c>SWEEP_CHAOS_REPLICATES</c>).</summary>
    public static int Replicates => Read("SWEEP_CHAOS_REPLICATES", 3);

    /// <summary>Rounds of all faults (<c>SWEEP_CHAOS_ROUNDS</c>).</summary>
    public static int Rounds => Read("SWEEP_CHAOS_ROUNDS", 1);

    /// <summary>Of the random choices (<c>SWEEP_CHAOS_SEED</c>).</summary>
    public static int Seed => Read("SWEEP_CHAOS_SEED", 1241);

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
