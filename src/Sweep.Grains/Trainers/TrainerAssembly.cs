using System.Reflection;
using System.Runtime.Loader;
using Sweep.Core.Trainers;

namespace Sweep.Grains.Trainers;

/// <summary>
/// An assembly of somebody's trainers, loaded apart: what it brings along stays its own, but Sweep's contracts and what else this process has are
/// this process's, or its classes would be no trainers here. It is never unloaded.
/// </summary>
public sealed class TrainerAssembly
{
    private TrainerAssembly(IReadOnlyList<NamedTrainer> trainers) => Trainers = trainers;

    public IReadOnlyList<NamedTrainer> Trainers { get; }

    /// <summary>Loads it; null where it cannot be, with why in <paramref name="error"/>, as the rest of a sentence whose subject is the file.</summary>
    public static TrainerAssembly? Load(string file, out string error)
    {
        error = "";
        try
        {
            var path = Path.GetFullPath(file);
            if (!File.Exists(path))
            {
                error = "is no file";
                return null;
            }

            var assembly = new Context(path).LoadFromAssemblyPath(path);
            (TrainerAttribute Said, Type Type)[] found = [.. assembly.GetExportedTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(ITrainer).IsAssignableFrom(type))
                .Select(type => (Said: type.GetCustomAttribute<TrainerAttribute>(), Type: type))
                .Where(trainer => trainer.Said is not null)
                .Select(trainer => (trainer.Said!, trainer.Type))];
            if (found.Length > 0 && found.All(trainer => trainer.Type.GetConstructor([]) is not null))
                return new TrainerAssembly([.. found.Select(trainer => NamedTrainer.Of(trainer.Said, trainer.Type))]);
            error = "has no public class that implements ITrainer, has a constructor without parameters and says [Trainer(\"name\")]";
        }
        catch (Exception failure) when (failure
            is IOException or BadImageFormatException or TypeLoadException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            error = $"cannot be loaded: {failure.Message}";
        }

        return null;
    }

    private sealed class Context(string path) : AssemblyLoadContext($"trainers of {Path.GetFileName(path)}")
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (Default.Assemblies.Any(present => present.GetName().Name == assemblyName.Name))
                return null;
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
    }
}
