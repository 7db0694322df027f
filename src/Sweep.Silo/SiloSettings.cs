using System.Globalization;

namespace Sweep.Silo;

/// <summary>What the server is told by its settings file, the environment or the command line.</summary>
/// <param name="Database">SQLite file (<c>ConnectionStrings:Sweep</c>, default sweep.db).</param>
/// <param name="Slots">Trials in training at once (<c>Sweep:Slots</c>, default one per core).</param>
/// <param name="SiloPort">Port between silos (<c>Orleans:SiloPort</c>, default 11111).</param>
/// <param name="GatewayPort">Port for clients (<c>Orleans:GatewayPort</c>, default 30000).</param>
public sealed record SiloSettings(string Database, int Slots, int SiloPort, int GatewayPort)
{
    private const int MostSlots = 4096;
    private const int MostPort = 65535;

    /// <summary>Reads and checks every setting; what is wrong goes to <paramref name="errors"/>, all at once.</summary>
    public static SiloSettings Read(IConfiguration configuration, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(errors);
        var settings = new SiloSettings(
            configuration.GetConnectionString("Sweep") is { Length: > 0 } database ? database : "sweep.db",
            Whole(configuration, "Sweep:Slots", Environment.ProcessorCount, 1, MostSlots, errors),
            Whole(configuration, "Orleans:SiloPort", 11111, 1, MostPort, errors),
            Whole(configuration, "Orleans:GatewayPort", 30000, 1, MostPort, errors));
        if (settings.SiloPort == settings.GatewayPort)
            errors.Add($"Orleans:GatewayPort: {settings.GatewayPort} is Orleans:SiloPort too: give them different ports");
        return settings;
    }

    private static int Whole(IConfiguration configuration, string key, int otherwise, int least, int most, ICollection<string> errors)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        errors.Add($"{key}: \"{text}\" must be a whole number from {least} to {most}; leave it out for {otherwise}");
        return otherwise;
    }
}
