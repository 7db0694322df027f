using Sweep.Grains.Clustering;
using Sweep.Silo;

var arguments = SiloArguments.Parse(args);
if (arguments.Action is { } action)
{
    await Console.Out.WriteLineAsync(action == "--version" ? $"sweep-silo {BuildVersion.Current}" : SiloArguments.Help);
    return 0;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings, ContentRootPath = AppContext.BaseDirectory });
List<string> errors = [.. arguments.Errors];
var settings = SiloSettings.Read(builder.Configuration, errors);
if (errors.Count > 0)
{
    foreach (var error in errors)
        await Console.Error.WriteLineAsync(error);
    return 2;
}

return await SiloServer.RunAsync(builder, settings);
