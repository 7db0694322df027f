using Sweep.Core.Specs.Reading;
using Sweep.Grains.Trainers;

namespace Sweep.Silo;

/// <summary>Reads what a silo trains by besides the perceptron.</summary>
internal static class TrainerSettings
{
    /// <summary>What is wrong goes to <paramref name="errors"/>, all at once.</summary>
    public static TrainerOptions Read(IConfiguration configuration, SettingReader reader, ICollection<string> errors)
    {
        var options = new TrainerOptions
        {
            AllowsCommands = reader.Flag("Sweep:AllowCommands", false),
            WorkDirectory = reader.Text("Sweep:WorkDirectory", "sweep-work"),
            Secrets = name => configuration[$"Sweep:Secrets:{name}"],
        };
        foreach (var trainer in configuration.GetSection("Sweep:Trainers").GetChildren())
        {
            if (trainer["File"] is { Length: > 0 } file)
                AddCommand(options, trainer.Key, file, reader.Place($"{trainer.Path}:File"), errors);
            if (trainer["Assembly"] is { Length: > 0 } assembly)
                AddClass(options, trainer.Key, assembly, reader.Place($"{trainer.Path}:Assembly"), errors);
        }

        return options;
    }

    private static void AddClass(TrainerOptions options, string name, string file, string place, ICollection<string> errors)
    {
        if (TrainerAssembly.Load(file, out var error) is not { } assembly)
            errors.Add($"{place}: {file}: {error}");
        else if (assembly.Trainers.FirstOrDefault(trainer => trainer.Name == name) is { } found)
            options.Named.Add(found);
        else
            errors.Add($"{place}: {file} has no trainer {name}, but {string.Join(", ", assembly.Trainers.Select(trainer => trainer.Name))}; name one of these");
    }

    private static void AddCommand(TrainerOptions options, string name, string file, string place, ICollection<string> errors)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{place}: {file}: {failure.Message}; name a YAML file that this process may read");
            return;
        }

        var (command, wrong) = TrainerFile.Read(text);
        foreach (var error in wrong)
            errors.Add($"{place}: {file}: {error}");
        if (command is not null)
            options.Commands[name] = command with { Directory = Path.GetFullPath(command.Directory ?? ".", Path.GetDirectoryName(Path.GetFullPath(file))!) };
    }
}
