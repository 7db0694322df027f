namespace Sweep.Service.Remote;

/// <summary>Which server, and by what key.</summary>
public sealed class SweepServerOptions
{
    /// <summary>As <see cref="SweepServer.Check"/> takes it.</summary>
    public required Uri Address { get; init; }

    /// <summary>"swp_ID_SECRET"; null to send none.</summary>
    public string? Key { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told while a sweep is watched when the server falls silent (false) and when it answers again.</summary>
    public Action<bool>? Answers { get; init; }

    /// <summary>What people wrote the address in, for messages.</summary>
    public string AddressPlace { get; init; } = "address";

    /// <summary>What people wrote the key in, for messages.</summary>
    public string KeyPlace { get; init; } = "key";
}
