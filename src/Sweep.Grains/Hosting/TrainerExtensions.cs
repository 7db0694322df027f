using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Sweep.Core.Trainers;
using Sweep.Grains.Trainers;

namespace Sweep.Grains.Hosting;

/// <summary>Trainers of the host's own.</summary>
public static class TrainerExtensions
{
    /// <summary>
    /// Adds a trainer, one object for all runs, that specs ask for by this name: <c>trainer: NAME</c>. Beside
    /// <see cref="SweepSiloExtensions.AddSweep{TBuilder}"/>, in any order.
    /// </summary>
    public static IHostApplicationBuilder AddTrainer<T>(this IHostApplicationBuilder builder, string name)
        where T : class, ITrainer
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton<T>();
        var said = typeof(T).GetCustomAttribute<TrainerAttribute>()?.ToSpec();
        builder.Services.AddSingleton(provider => new NamedTrainer(name, _ => provider.GetRequiredService<T>())
        {
            Declaration = said is null ? null : new TrainerDeclaration(said with { Name = name }) { TakesOthers = true },
        });
        return builder;
    }
}
