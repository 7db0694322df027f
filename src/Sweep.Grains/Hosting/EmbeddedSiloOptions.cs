using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Grains.Leasing;
using Sweep.Grains.Notifications;
using Sweep.Grains.Trainers;

namespace Sweep.Grains.Hosting;

/// <summary>How a silo inside another program is set up.</summary>
public sealed class EmbeddedSiloOptions
{
    /// <summary>Trials in training at once; null for one per core.</summary>
    public int? Slots { get; init; }

    /// <summary>Whether it looks for running sweeps that nobody works on; else it works on those alone that it is told to take up.</summary>
    public bool TakesAnySweep { get; init; }

    /// <summary>See <see cref="SweepSiloOptions.TraceShare"/>; null for the default.</summary>
    public double? TraceShare { get; init; }

    /// <summary>Changes what it may train by: commands of specs are allowed, with the environment's variables as their secrets.</summary>
    public Action<TrainerOptions>? ConfigureTrainers { get; init; }

    /// <summary>Changes how receivers are told: this machine itself may be one.</summary>
    public Action<NotificationOptions>? ConfigureNotifications { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the silo logs; nowhere where null.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <summary>Adds services, or puts others in the place of the silo's; null for none.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}
