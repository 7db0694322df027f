using System.Text.Json.Nodes;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>The part of <see cref="SpecSchema"/> that is about samplers.</summary>
internal static class SamplerSchema
{
    public static JsonObject Sampler()
    {
        var forms = new JsonArray(SpecSchema.Described("Its kind, with every option at its default.", new() { ["enum"] = SpecSchema.Texts(SpecKeys.Samplers) }));
        foreach (var declared in SamplerDeclarations.All)
        {
            forms.Add((JsonNode)SpecSchema.Map(
                null, ["kind", .. declared.Options.Select(option => option.Name)],
                key => key == "kind" ? new JsonObject { ["enum"] = SpecSchema.Texts([declared.Name]) } : Option(declared.Find(key)!), ["kind"]));
        }

        return SpecSchema.Described("What chooses the points.", new() { ["anyOf"] = forms, ["default"] = SpecDefaults.Sampler });
    }

    private static JsonObject Option(ParameterDeclaration option) => option.Kind switch
    {
        ParameterKind.Whole => SpecSchema.Whole(option.Description, option.Least, option.Most, option.Default?.Whole),
        ParameterKind.Real => option.IsPositive ? SpecSchema.Positive(option.Description, option.Default?.Real) : SpecSchema.Number(option.Description),
        ParameterKind.Truth => SpecSchema.Described(option.Description, new() { ["type"] = "boolean" }),
        _ => SpecSchema.Described(option.Description, new() { ["enum"] = SpecSchema.Texts(option.Choices) }),
    };
}
