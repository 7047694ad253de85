import { useState } from "react";
import type { ProjectTemplate, SpaceId } from "../../domain/index.ts";
import { useLanguage } from "../../ui/index.ts";
import type { Workspace } from "../../workspace/index.ts";
import type { ProjectDraft } from "./project-draft.ts";
import { ProjectForm } from "./project-form.tsx";
import { TemplateChooser } from "./template-chooser.tsx";

export interface NewProjectScreenProps {
  readonly workspace: Workspace;
  readonly onCreated: (space: SpaceId) => void;
  readonly onCancel: () => void;
}

/** First how to start, then what it is about. Going back and choosing again keeps what was typed. */
export function NewProjectScreen({ workspace, onCreated, onCancel }: NewProjectScreenProps) {
  useLanguage();
  const [template, setTemplate] = useState<ProjectTemplate | null>(null);
  const [changes, setChanges] = useState<Partial<ProjectDraft>>({});
  if (template === null) return <TemplateChooser onChoose={setTemplate} onCancel={onCancel} />;
  return (
    <ProjectForm
      workspace={workspace}
      template={template}
      changes={changes}
      onChange={(change) => setChanges((before) => ({ ...before, ...change }))}
      onCreated={onCreated}
      onBack={() => setTemplate(null)}
    />
  );
}
