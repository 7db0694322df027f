using System.Reflection;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Trainers;

/// <summary>A trainer that a silo has by name.</summary>
/// <param name="Name">As specs give it.</param>
/// <param name="Make">Makes it ready for a sweep whose spec says this of it.</param>
public sealed record NamedTrainer(string Name, Func<TrainerSpec, ITrainer> Make)
{
    /// <summary>What specs need not say of it, since it does; null where they must.</summary>
    public TrainerDeclaration? Declaration { get; init; }

    /// <summary>The trainers that specs may name where silos have these.</summary>
    public static KnownTrainers KnownOf(IEnumerable<NamedTrainer> trainers) =>
        new([.. trainers.Select(trainer => trainer.Declaration).OfType<TrainerDeclaration>()]);

    /// <summary>A class that says its name: <c>[Trainer("name")]</c>.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static NamedTrainer Of<T>()
        where T : ITrainer, new() =>
        typeof(T).GetCustomAttribute<TrainerAttribute>() is { } said
            ? Of(said, typeof(T))
            : throw new InvalidOperationException($"{typeof(T)} does not say its name: write [Trainer(\"name\")] above it");

    /// <param name="said">Above the class.</param>
    /// <param name="type">The class, which has a constructor without parameters.</param>
    internal static NamedTrainer Of(TrainerAttribute said, Type type) => new(said.Name, _ => (ITrainer)Activator.CreateInstance(type)!)
    {
        Declaration = new(said.ToSpec()) { TakesOthers = true },
    };
}
