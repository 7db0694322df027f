using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Sweep.Core.Spaces;
using Sweep.Service.Views;
using Sweep.Storage.Trials;

namespace Sweep.Web.Api;

/// <summary>Schemas of what is written by converters, which say nothing of the form that they give it.</summary>
internal static class ApiSchemas
{
    private const string Value = "A value: text, a number, or true or false.";

    /// <summary>Of a list whose elements a converter writes, nothing is known of these either.</summary>
    public static void Describe(OpenApiSchema schema, JsonTypeInfo type)
    {
        Describe(schema, type.Type);
        if (schema.Items is not null || ElementOf(type) is not { } element)
            return;
        if (element == typeof(JsonElement))
        {
            schema.Items = Scalar();
            return;
        }

        var items = new OpenApiSchema();
        Describe(items, element);
        if (items.Type is not null)
            schema.Items = items;
    }

    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(TrialView))
        {
            (schema.Type, schema.Properties) = (JsonSchemaType.Object, TrialColumns.All.ToDictionary(column => column.Name, Of));
        }
        else if (type == typeof(RankedGroup))
        {
            (schema.Type, schema.Properties) = (JsonSchemaType.Object, Reached());
            schema.Description =
                "How one value of a parameter did; the value stands under the parameter's name, and of a part of a range a list of two: where the part begins and where it ends.";
            schema.Properties["best_iterations"] = Steps("Fewest steps to the target; null where no run reached it.");
            schema.Properties["best"] = Setting();
            schema.AdditionalProperties = new OpenApiSchema
            {
                OneOf = [Nothing(), new OpenApiSchema { Type = JsonSchemaType.Array, Items = Scalar(), MinItems = 2, MaxItems = 2, Description = "A part of a range, [from, to]." }],
            };
        }
        else if (type == typeof(TrialPoint))
        {
            (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, Scalar());
        }
        else if (type == typeof(double) || type == typeof(double?))
        {
            // JSON has no NaN and no infinity.
            schema.Type = JsonSchemaType.Number | JsonSchemaType.Null;
        }
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = JsonSchemaType.String | (type == typeof(DateTimeOffset) ? 0 : JsonSchemaType.Null);
            schema.Format = "date-time";
        }
    }

    private static IOpenApiSchema Of(TrialColumn column)
    {
        var schema = new OpenApiSchema { Description = column.Comment };
        schema.Type = column switch
        {
            TrialColumnOf<JsonText> => JsonSchemaType.Object,
            TrialColumnOf<long> or TrialColumnOf<int> or TrialColumnOf<int?> => JsonSchemaType.Integer,
            TrialColumnOf<double> or TrialColumnOf<double?> => JsonSchemaType.Number,
            TrialColumnOf<bool> => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        };
        if (column is TrialColumnOf<JsonText>)
            schema.AdditionalProperties = Scalar();
        if (column.IsNullable || column is TrialColumnOf<double>)
            schema.Type |= JsonSchemaType.Null;
        schema.Format = column switch { TrialColumnOf<Guid> => "uuid", TrialColumnOf<DateTimeOffset> => "date-time", _ => null };
        return schema;
    }

    private static OpenApiSchema Setting() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "The best setting of it; its parameters stand under their names, and its best value under `best_` and the metric's.",
        Properties = Reached(),
        AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null },
    };

    private static Dictionary<string, IOpenApiSchema> Reached() => new(StringComparer.Ordinal)
    {
        ["trials"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Runs that count." },
        ["reached"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "Of them, how many reached the target." },
        ["share"] = new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double", Description = "The share of those, 0 to 1." },
        ["median_iterations"] = Steps("Median steps to the target (Kaplan and Meier); null where fewer than half reached it."),
    };

    private static OpenApiSchema Steps(string meaning) =>
        new() { Type = JsonSchemaType.Integer | JsonSchemaType.Null, Format = "int32", Description = meaning };

    private static OpenApiSchema Nothing()
    {
        var schema = Scalar();
        (schema.Type, schema.Description) = (schema.Type | JsonSchemaType.Null, "A value: text, a number, or true or false; null where trials have none.");
        return schema;
    }

    private static OpenApiSchema Scalar() => new() { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean, Description = Value };

    private static Type? ElementOf(JsonTypeInfo type) => type.Kind != JsonTypeInfoKind.Enumerable ? null
        : type.Type.IsArray ? type.Type.GetElementType()
        : type.Type.GetInterfaces().Append(type.Type)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
}
