using Sweep.Core.Texts;

namespace Sweep.Grains.Notifications;

/// <summary>How a silo tells the receivers of sweeps.</summary>
public sealed record NotificationOptions
{
    public const string HostsKey = "Sweep:Notify:AllowedHosts";
    public const string StallKey = "Sweep:Notify:StallSeconds";

    private const int MostSeconds = 864_000_000;

    /// <summary>Hosts that are called, by name or as <c>*.example.org</c>; none for any that is neither this machine's own nor of its link.</summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>Whether this machine itself is called where no hosts are named: only where who writes specs may do on it what they like.</summary>
    public bool AllowsLoopback { get; set; }

    /// <summary>Without a commit for so long a running sweep is stalled, where its spec does not say.</summary>
    public TimeSpan StallAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often those that are due are looked for.</summary>
    public TimeSpan LookPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often running sweeps are listed; each is looked at once it may have stalled.</summary>
    public TimeSpan StallLookPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes over what is set; what is wrong goes to <paramref name="errors"/>, all at once.</summary>
    /// <param name="setting">Reads a setting by its key, with colons.</param>
    /// <param name="show">Writes a key as it is written where it stands.</param>
    public void Read(Func<string, string?> setting, Func<string, string> show, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(show);
        if (setting(HostsKey) is { Length: > 0 } hosts)
            AllowedHosts = hosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var host in AllowedHosts.Where(host => host.AsSpan().ContainsAny("/@ ")))
            errors.Refuse(show(HostsKey), host, "must be a host's name, such as hooks.example.org or *.example.org, without scheme and path");
        if (setting(StallKey) is { Length: > 0 } text && errors.ReadWhole(show(StallKey), text, 1, MostSeconds, "leave it out for 900") is { } seconds)
            StallAfter = TimeSpan.FromSeconds(seconds);
    }
}
