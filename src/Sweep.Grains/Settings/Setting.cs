namespace Sweep.Grains.Settings;

/// <summary>A setting of <c>sweep-silo</c>, some of which <c>sweep</c> reads from the environment too.</summary>
/// <param name="Key">As the command line and settings files name it, with colons.</param>
/// <param name="Meaning">One line for people.</param>
/// <param name="Default">What is taken where it is left out, in words.</param>
public sealed record Setting(string Key, string Meaning, string Default)
{
    /// <summary>As the environment names it.</summary>
    public string Variable => VariableOf(Key);

    /// <summary>The environment's name of any key.</summary>
    public static string VariableOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace(":", "__", StringComparison.Ordinal);
    }
}
